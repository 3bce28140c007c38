package dev.tenantry.crm.booking;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.booking.BookingDoor.Open;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.shared.web.HtmlPage;

/** The form that asks whoever books who it is, and what the page asks. */
@Component
class BookingFormView {

    private final HtmlPage page = HtmlPage.of("crm/booking/form.html");

    /** @throws ProblemException 400 where the query asks for what there is not */
    ResponseEntity<String> ask(Open open, String link, Instant start, PageQuery query) {
        var values = values(open, link);
        values.put("name", "").put("email", "");
        when(values, open, start, query);
        questions(values, open.page(), _ -> "");
        return page.answer(HttpStatus.OK, values);
    }

    /** With what was filled in, and what is wrong. */
    ResponseEntity<String> askAgain(Open open, String link, BookingForm form, ProblemException fault) {
        var values = values(open, link).put("name", form.name()).put("email", form.email());
        var query = new PageQuery(form.timeZone(), form.duration(), "", "");
        try {
            when(values, open, Rfc3339.time(form.startAt()), query);
        } catch (ProblemException | DateTimeException _) {
            // What it was for is not known: the times are shown once more.
            throw fault;
        }
        questions(values, open.page(), form::answer);
        var faults = values.putArray("faults");
        new VisitorFaults(open.text(), open.page(), query.zone(open.page())).all(fault).forEach(faults::add);
        return page.answer(fault.type().status(), values);
    }

    private static ObjectNode values(Open open, String link) {
        return open.text()
                .values()
                .put("title", open.page().getName())
                .put("organization", open.offer().organization().name())
                .put("link", link);
    }

    private static void when(ObjectNode values, Open open, Instant start, PageQuery query) {
        var length = query.length(open.page());
        var zone = query.zone(open.page());
        values.put("when", open.text().day(start, zone))
                .put("length", open.text().length(length))
                .put("zone", zone.getId())
                .put("startAt", start.toString())
                .put("duration", Long.toString(length.toMinutes()))
                .put("back", link(zone, length, start));
    }

    private static String link(ZoneId zone, Duration length, Instant start) {
        return PageQuery.of(zone, length, "week", LocalDate.ofInstant(start, zone));
    }

    private static void questions(ObjectNode values, BookingPage page, Function<Question, String> given) {
        var questions = values.putArray("questions");
        for (var question : page.getQuestions()) {
            var answer = given.apply(question);
            var shown = questions.addObject()
                    .put("name", "answer-" + question.name())
                    .put("label", question.label())
                    .put("value", answer);
            if (question.isDemanded()) {
                shown.put("isRequired", true);
            }
            switch (question.asked()) {
                case TEXT -> shown.put("isText", true);
                case PARAGRAPH -> shown.put("isParagraph", true);
                case CHOICE -> choices(shown.put("isChoice", true), question, answer);
                case CONFIRMATION -> confirmation(shown.put("isConfirmation", true), answer);
            }
        }
    }

    private static void choices(ObjectNode shown, Question question, String answer) {
        var choices = shown.putArray("choices");
        for (var choice : question.offered()) {
            var one = choices.addObject().put("choice", choice);
            if (choice.equals(answer)) {
                one.put("isChosen", true);
            }
        }
    }

    private static void confirmation(ObjectNode shown, String answer) {
        if (answer.equals(QuestionKind.YES)) {
            shown.put("isChecked", true);
        }
    }
}
