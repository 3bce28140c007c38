package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;

/** What a visitor asks of a page, against what the page offers. */
final class VisitReading {

    private VisitReading() {}

    /** @throws ProblemException 422 where a duration or an answer is none that the page takes */
    static Visit of(BookingPage page, BookingRequest request) {
        var faults = new ArrayList<FieldError>();
        var length = page.getDurations().getFirst();
        if (request.duration() != null) {
            length = request.duration();
            if (!page.getDurations().contains(length)) {
                faults.add(new FieldError("duration", "not-offered", "must be one of " + page.getDurations()));
            }
        }
        var answers = answers(page, request, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return new Visit(Span.of(request.startAt(), Duration.ofMinutes(length)), zone(page, request.timeZone()),
                request.name().strip(), request.email(), answers);
    }

    /** @param stated null: the page's own @throws ProblemException 400 where there is no such zone */
    static ZoneId zone(BookingPage page, @Nullable String stated) {
        if (stated == null || stated.isBlank()) {
            return ZoneId.of(page.getTimeZone());
        }
        return Zones.known(stated)
                .orElseThrow(() -> ProblemException.malformed("zone", "must be a time zone of the IANA database"));
    }

    /** @param stated null: the page's first @throws ProblemException 400 where the page has no such duration */
    static Duration length(BookingPage page, @Nullable Integer stated) {
        if (stated != null && !page.getDurations().contains(stated)) {
            throw ProblemException.malformed("duration", "must be one of " + page.getDurations());
        }
        return Duration.ofMinutes(stated == null ? page.getDurations().getFirst() : stated);
    }

    private static List<Answer> answers(BookingPage page, BookingRequest request, List<FieldError> faults) {
        var stated = new LinkedHashMap<String, String>();
        if (request.answers() != null) {
            request.answers().forEach(answer -> stated.put(answer.name(), answer.answer().strip()));
        }
        var answers = new ArrayList<Answer>();
        for (var question : page.getQuestions()) {
            var answer = Objects.requireNonNullElse(stated.remove(question.name()), "");
            var fault = answer.isEmpty()
                    ? question.isDemanded() ? "this has to be answered" : null
                    : question.fault(answer);
            if (fault != null) {
                faults.add(
                        new FieldError("answers." + question.name(), answer.isEmpty() ? "required" : "invalid", fault));
            } else if (!answer.isEmpty()) {
                answers.add(new Answer(question.name(), question.label(), answer));
            }
        }
        stated.keySet()
                .forEach(name -> faults
                        .add(new FieldError("answers." + name, "unknown", "the page asks no such question")));
        return List.copyOf(answers);
    }
}
