package dev.tenantry.crm.task;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.crm.recurrence.Recurrence;
import dev.tenantry.crm.recurrence.RecurrenceText;

/**
 * When a task is to be done again: by a rule of RFC 5545, as events have them, followed by the clock of its zone from when it is due now. The one
 * difference: a day that a month does not have is its last, as what is due then has to be done all the same.
 */
record TaskRecurrence(RecurrenceText text) {

    /** What says of a month more than a day of it. */
    private static final Set<String> OTHER_DAYS = Set.of("BYDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO");
    private static final String DAY = "BYMONTHDAY";
    private static final String COUNT = "COUNT";
    /** That every month has. */
    private static final int SHORTEST = 28;
    private static final int FIRST_YEAR = 1900;

    /** @param rule for whoever knows the next one only */
    record Next(TaskDue due, String rule) {}

    /** @throws InvalidRecurrenceException where it is no rule, whenever it begins */
    static TaskRecurrence of(String rule) {
        Recurrence.of(rule);
        return new TaskRecurrence(RecurrenceText.of(rule));
    }

    /** @throws InvalidRecurrenceException where it says more than can be followed from there */
    void check(TaskDue due) {
        var start = due.local();
        if (start.getYear() < FIRST_YEAR) {
            throw new InvalidRecurrenceException("what recurs begins in " + FIRST_YEAR + " or later");
        }
        anchoredAt(start).followed().check(start, due.where(), due.on() != null);
    }

    /** The first behind that is not over already; empty where it has ended. Those that are passed over count. */
    Optional<Next> next(TaskDue due, Instant now) {
        var start = due.local();
        var anchored = anchoredAt(start);
        var earliest = LocalDateTime.ofInstant(now, due.where()).minusDays(1);
        var search = new Search(due, now);
        anchored.followed().follow(start.withNano(0), earliest, due.where(), search::goesOn);
        return Optional.ofNullable(search.found).map(found -> new Next(found, anchored.rest(search.told)));
    }

    private String rest(int told) {
        var count = text.number(COUNT);
        return (count == null ? text : text.with(COUNT, Integer.toString(count - told + 1))).text();
    }

    /** A month that is too short would shift those behind it. */
    private TaskRecurrence anchoredAt(LocalDateTime start) {
        return isOfOneDay() && !text.has(DAY) && start.getDayOfMonth() > SHORTEST
                ? new TaskRecurrence(text.with(DAY, Integer.toString(start.getDayOfMonth())))
                : this;
    }

    private boolean isOfOneDay() {
        return text.frequency().equals("MONTHLY") && OTHER_DAYS.stream().noneMatch(text::has)
                && text.parts().getOrDefault(DAY, "1").matches("\\+?[0-9]{1,2}");
    }

    /** The last of those days that the month has. */
    private Recurrence followed() {
        var day = isOfOneDay() && text.has(DAY) ? Integer.parseInt(text.parts().getOrDefault(DAY, "1")) : 0;
        return Recurrence.of(day > SHORTEST
                ? text.with(DAY, IntStream.rangeClosed(SHORTEST, day)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))).with("BYSETPOS", "-1").text()
                : text.text());
    }

    /** Goes through the times until one is to come. */
    private static final class Search {

        private final TaskDue due;
        private final Instant now;
        private @Nullable TaskDue found;
        private int told;

        Search(TaskDue due, Instant now) {
            this.due = due;
            this.now = now;
        }

        /** The first is the one that is done now. */
        boolean goesOn(LocalDateTime time) {
            told++;
            var next = due.on(time.plusNanos(due.local().getNano()));
            if (told == 1 || Objects.requireNonNull(next.at()).isBefore(now)) {
                return true;
            }
            found = next;
            return false;
        }
    }
}
