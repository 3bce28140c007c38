package dev.tenantry.crm.booking;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What is wrong, in the words of a page. Programs are told it as it is.
 *
 * @param zone by whose clock times are told
 */
record VisitorFaults(BookingText text, BookingPage page, ZoneId zone) {

    private static final String ANSWERS = "answers.";
    private static final String REQUIRED = "required";

    String of(ProblemException fault) {
        return switch (fault.type()) {
            case SLOT_TAKEN -> taken(fault.errors());
            case RATE_LIMITED -> text.of("too-often");
            case MALFORMED -> text.of("unknown-query");
            case VALIDATION -> String.join(" ", all(fault));
            default -> ChangeRefusal.of(fault)
                    .map(refusal -> text.of("refused-" + refusal.name().toLowerCase(Locale.ROOT)))
                    .orElseGet(() -> text.of("refused"));
        };
    }

    /** One by one. */
    List<String> all(ProblemException fault) {
        return switch (fault.type()) {
            case VALIDATION -> fault.errors().stream().map(this::of).toList();
            default -> List.of(of(fault));
        };
    }

    /** With what is free in its place. */
    private String taken(List<FieldError> free) {
        return free.isEmpty()
                ? text.of("taken")
                : text.of("taken-next", free.stream()
                        .map(error -> text.day(Instant.parse(error.message()), zone))
                        .collect(Collectors.joining("; ")));
    }

    private String of(FieldError error) {
        return switch (error.field()) {
            case "startAt" -> text.of("choose-time");
            case "duration", "timeZone" -> text.of("unknown-query");
            case "website" -> text.of("field", text.of("trap"), text.of("bad"));
            case "name", "email" -> text.of("field", text.of(error.field()), reason(error));
            default -> question(error.field())
                    .map(question -> text.of("field", question.label(), reason(question, error)))
                    .orElseGet(() -> text.of("field", error.field(), text.of("bad")));
        };
    }

    private Optional<Question> question(String field) {
        return page.getQuestions().stream().filter(one -> field.equals(ANSWERS + one.name())).findFirst();
    }

    private String reason(FieldError error) {
        return switch (error.code()) {
            case REQUIRED, "not-blank", "not-null" -> text.of("needed");
            case "email" -> text.of("bad-email");
            case "size" -> text.of("too-long");
            default -> text.of("bad");
        };
    }

    private String reason(Question question, FieldError error) {
        if (error.code().equals(REQUIRED)) {
            return text.of("needed");
        }
        return switch (question.asked()) {
            case TEXT, PARAGRAPH -> text.of("too-long");
            case CHOICE, CONFIRMATION -> text.of("unknown-choice");
        };
    }
}
