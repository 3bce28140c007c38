package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.form.PublishedForms;

/** Confirms addresses, in the context of the organization that a link names: each link once. */
@Service
@Transactional(readOnly = true)
class Confirmations {

    private final SubmissionRows rows;
    private final PublishedForms forms;
    private final SubmissionAdmission admission;
    private final Clock clock;

    Confirmations(SubmissionRows rows, PublishedForms forms, SubmissionAdmission admission, Clock clock) {
        this.rows = rows;
        this.forms = forms;
        this.admission = admission;
        this.clock = clock;
    }

    /** What a link leads to. @param isOpen whether it can be confirmed; otherwise it has been */
    record Standing(PublishedForm form, String email, boolean isOpen) {}

    /** Empty where the link leads nowhere, or the time is over. */
    Optional<Standing> find(ConfirmationToken token) {
        return rows.find(token.submissionId()).flatMap(submission -> standing(submission, token));
    }

    /** @return how it stood before */
    @Transactional
    Optional<Standing> confirm(ConfirmationToken token, @Nullable String from) {
        var submission = rows.hold(token.submissionId());
        var standing = submission.flatMap(one -> standing(one, token));
        if (standing.isPresent() && standing.get().isOpen) {
            submission.get().confirm(from, clock.instant());
            rows.flush();
            admission.confirmed(submission.get(), standing.get().form);
        }
        return standing;
    }

    /** Where there was no room for the mail when it came. */
    @Transactional
    void askAgain(Long id) {
        rows.hold(id).filter(one -> one.isToBeAsked(clock.instant())).ifPresent(submission -> {
            forms.version(submission.getFormId(), submission.getFormVersion())
                    .ifPresentOrElse(form -> admission.ask(submission, form), () -> submission.askInVain(
                            "no mail was sent: the form is in the trash", null, clock.instant()));
            rows.flush();
        });
    }

    private Optional<Standing> standing(FormSubmission submission, ConfirmationToken token) {
        var isOpen = submission.isOpen(clock.instant());
        if (!submission.isAskedBy(token.hash()) || !isOpen && submission.getConfirmedAt() == null) {
            return Optional.empty();
        }
        return forms.version(submission.getFormId(), submission.getFormVersion())
                .map(form -> new Standing(form, String.valueOf(submission.getEmail()), isOpen));
    }
}
