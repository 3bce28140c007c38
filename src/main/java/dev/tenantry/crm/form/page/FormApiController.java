package dev.tenantry.crm.form.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.submission.AnswerFault;
import dev.tenantry.crm.form.submission.Answers;
import dev.tenantry.crm.form.submission.PageTokens;
import dev.tenantry.crm.form.submission.ProofOfWork;
import dev.tenantry.crm.form.submission.Sent;
import dev.tenantry.crm.form.submission.SubmissionDoor;
import dev.tenantry.crm.form.submission.SubmissionDoor.Submitted;
import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Forms for programs, and for pages that show them by themselves. */
@RestController
@RequestMapping("/f/{token}")
class FormApiController {

    private static final String FORM = "form";

    private final SubmissionDoor door;
    private final PageTokens tokens;
    private final Frames frames;

    FormApiController(SubmissionDoor door, PageTokens tokens, Frames frames) {
        this.door = door;
        this.tokens = tokens;
        this.frames = frames;
    }

    /** What the form asks, with a page token by which it is answered. */
    @GetMapping(path = "/definition", produces = MediaType.APPLICATION_JSON_VALUE)
    @Anonymous("visitors fill in forms here")
    FormDefinitionResponse definition(
            @Parameter(hidden = true) @ModelAttribute(name = FORM, binding = false) PublishedForm form,
            HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        var content = form.content();
        return new FormDefinitionResponse(form.title(), content.description(), content.language(), content.schema(),
                content.asked(), tokens.next(form).text(),
                content.guarded().isWorkDemanded() ? ProofOfWork.BITS : null);
    }

    /** Sends the form. The same again is answered alike and counted once. */
    @PostMapping(path = "/submissions", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Anonymous("visitors fill in forms here")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SubmissionReceiptResponse submit(
            @Parameter(hidden = true) @ModelAttribute(name = FORM, binding = false) PublishedForm form,
            @Valid @RequestBody SubmissionRequest stated) {
        var answers = JsonAnswers.read(form, stated.answers());
        var wrong = new ArrayList<>(answers.faults());
        wrong.addAll(StatedBesides.faults(form, stated));
        if (!wrong.isEmpty()) {
            throw ProblemException.invalid(wrong);
        }
        var sent = new Sent(answers.values(), stated.consents() == null ? Set.of() : new HashSet<>(stated.consents()),
                FormParameters.known(stated.origin() == null ? Map.of() : stated.origin()), "",
                stated.proof() == null ? "" : stated.proof(), false);
        return answer(door.submit(form, stated.shownPage(), sent));
    }

    /** Before anything is read of what is sent, and said of it. */
    @ModelAttribute(FORM)
    PublishedForm open(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        var form = door.open(token).orElseThrow(ProblemException::notFound);
        frames.admit(request, response, form);
        return form;
    }

    private static SubmissionReceiptResponse answer(Submitted submitted) {
        var content = submitted.form().content();
        return switch (submitted.result()) {
            case ACCEPTED ->
                new SubmissionReceiptResponse(content.thankYou(), content.isConfirmed(), content.redirectUrl());
            case STALE -> throw ProblemException.conflict(
                    "the shownPage is none of this form's, or too old: ask for the definition once more");
            case SENT_BEFORE -> throw ProblemException.conflict(
                    "something else has been sent with this shownPage: ask for the definition once more");
            case FAULTY -> throw ProblemException.invalid(faults(submitted));
        };
    }

    private static List<FieldError> faults(Submitted submitted) {
        var faults = new ArrayList<FieldError>();
        if (submitted.answers() != null) {
            submitted.answers()
                    .faults()
                    .forEach(fault -> faults.add(new FieldError(place(fault), fault.code(), fault.sentence())));
        }
        return faults;
    }

    private static String place(AnswerFault fault) {
        return fault.field().startsWith(Answers.CONSENT)
                ? "consents[" + fault.field().substring(Answers.CONSENT.length()) + "]"
                : "answers." + fault.field();
    }
}
