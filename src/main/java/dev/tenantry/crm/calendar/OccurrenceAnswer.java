package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an attendee of a series said to one of its occurrences.
 *
 * @param originalStart when it begins by the series' clock
 * @param answeredTo    the SEQUENCE that was answered
 */
record OccurrenceAnswer(String originalStart, AttendeeAnswer answer, Instant answeredAt, int answeredTo) {

    /** Of how many occurrences of one series an attendee's answers are kept. */
    static final int MOST = 500;

    boolean isTo(@Nullable String start) {
        return originalStart.equals(start);
    }

    boolean isAfter(Instant time, Instant now) {
        return isAfter(answeredAt, time, now);
    }

    /**
     * Whether an answer is later than another time at which one was given: to the second, as replies tell it, and where its clock was ahead, of
     * such that were, too.
     */
    static boolean isAfter(Instant answer, Instant time, Instant now) {
        return time.isBefore(answer.truncatedTo(ChronoUnit.SECONDS)) && (!answer.isAfter(now) || time.isAfter(now));
    }

    private OccurrenceAnswer movedBy(Duration by) {
        return new OccurrenceAnswer(LocalTimes.write(start().plus(by)), answer, answeredAt, answeredTo);
    }

    private LocalDateTime start() {
        return LocalTimes.read(originalStart).orElseThrow();
    }

    /** Those given count before the others; in the order of the occurrences. */
    static List<OccurrenceAnswer> with(List<OccurrenceAnswer> answers, List<OccurrenceAnswer> given) {
        return Stream
                .concat(answers.stream()
                        .filter(one -> given.stream().noneMatch(other -> other.isTo(one.originalStart))),
                        given.stream())
                .sorted((left, right) -> left.start().compareTo(right.start()))
                .toList();
    }

    static List<OccurrenceAnswer> moved(List<OccurrenceAnswer> answers, Duration by) {
        return by.isZero() ? answers : answers.stream().map(one -> one.movedBy(by)).toList();
    }

    static List<OccurrenceAnswer> before(List<OccurrenceAnswer> answers, LocalDateTime start) {
        return answers.stream().filter(one -> one.start().isBefore(start)).toList();
    }

    static List<OccurrenceAnswer> from(List<OccurrenceAnswer> answers, LocalDateTime start) {
        return answers.stream().filter(one -> !one.start().isBefore(start)).toList();
    }

    /** Those that are declined where the rest is not, or are not where it is. */
    static List<LocalDateTime> otherwise(List<OccurrenceAnswer> answers, AttendeeAnswer rest) {
        return answers.stream()
                .filter(one -> (one.answer == AttendeeAnswer.DECLINED) != (rest == AttendeeAnswer.DECLINED))
                .map(OccurrenceAnswer::start)
                .toList();
    }

    /** Null where there are none. */
    static @Nullable List<AttendeesResponse.OccurrenceAnswered> shown(List<OccurrenceAnswer> answers) {
        return answers.isEmpty() ? null : answers.stream().map(AttendeesResponse.OccurrenceAnswered::of).toList();
    }
}
