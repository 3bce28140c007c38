package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * When a rule reminds of an event, occurrence by occurrence: of each so long before it begins, or, once, of what begins next.
 *
 * @param exceptions the occurrences of the series that are otherwise, those in the trash included
 * @param before     null where it is once
 * @param at         null where it is of each
 */
record ReminderTimes(
        CalendarEvent event,
        List<CalendarEvent> exceptions,
        @Nullable Duration before,
        @Nullable Instant at) {

    /** Longer ago than this nobody is told of what was missed. */
    private static final Duration LONGEST_AGO = Duration.ofDays(7);
    private static final Duration TICK = Duration.ofNanos(1_000);

    /** @param event the event, or the exception that it is */
    record Due(CalendarEvent event, EventTime time, Instant at) {

        Instant start() {
            return time.start();
        }
    }

    /** What was to be reminded of after the one moment and until the other one, in its order: what takes place alone. */
    List<Due> due(Instant after, Instant until) {
        if (!takesPlace(event)) {
            return List.of();
        }
        if (before != null) {
            var since = after.plus(before);
            var longestAgo = until.minus(LONGEST_AGO);
            return beginning(since.isBefore(longestAgo) ? longestAgo : since, until.plus(before));
        }
        var once = Objects.requireNonNull(at);
        var next = once.isAfter(after) && !once.isAfter(until) ? next(once, once) : null;
        return next == null ? List.of() : List.of(next);
    }

    /** The first time after the moment that there is to be reminded of something; null where there is none. */
    @Nullable
    Instant next(Instant after) {
        if (before == null) {
            return at != null && at.isAfter(after) ? at : null;
        }
        var next = next(after.plus(before).plus(TICK), Instant.MIN);
        return next == null ? null : next.at();
    }

    private List<Due> beginning(Instant after, Instant until) {
        var series = Series.of(event);
        var otherwise = otherwise();
        var found = new ArrayList<Due>();
        series.between(after, until.plus(TICK))
                .stream()
                .filter(one -> !otherwise.contains(one.original()))
                .forEach(one -> found.add(due(event, one.time())));
        exceptional(series).forEach(found::add);
        return found.stream()
                .filter(one -> one.start().isAfter(after) && !one.start().isAfter(until))
                .sorted(Comparator.comparing(Due::start))
                .toList();
    }

    private @Nullable Due next(Instant from, Instant once) {
        var series = Series.of(event);
        var found = new ArrayList<>(exceptional(series));
        var next = series.next(from, otherwise());
        if (next != null) {
            found.add(due(event, next.time()));
        }
        return found.stream()
                .filter(one -> !one.start().isBefore(from))
                .min(Comparator.comparing(Due::start))
                .map(one -> before == null ? new Due(one.event, one.time, once) : one)
                .orElse(null);
    }

    private List<Due> exceptional(Series series) {
        return exceptions.stream()
                .filter(one -> takesPlace(one) && series.has(original(one)))
                .map(one -> due(one, one.time()))
                .toList();
    }

    private Due due(CalendarEvent occurrence, EventTime time) {
        return new Due(occurrence, time, before == null ? time.start() : time.start().minus(before));
    }

    private Set<LocalDateTime> otherwise() {
        return exceptions.stream().map(ReminderTimes::original).collect(Collectors.toSet());
    }

    private static LocalDateTime original(CalendarEvent exception) {
        return LocalTimes.read(Objects.requireNonNull(exception.getOriginalStart())).orElseThrow();
    }

    private static boolean takesPlace(CalendarEvent event) {
        return !event.isTrashed() && event.getStatus() == EventStatus.CONFIRMED;
    }
}
