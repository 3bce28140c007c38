package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.recurrence.Effort;
import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.crm.recurrence.Recurrence;

/**
 * All times that an event takes place: the first, those of its rule and those that are named besides, without those that are left out.
 * Starts keep to the clock of the zone.
 *
 * @param first   the first time
 * @param rule    null where there is none
 * @param more    starts besides
 * @param without starts that are left out
 */
record Series(
        EventTime first,
        ZoneId zone,
        @Nullable String rule,
        List<LocalDateTime> more,
        Set<LocalDateTime> without) {

    /** How many occurrences of one series are told at most. */
    static final int MOST = 2_000;
    /** Days in which most series take place again. */
    private static final int NEAR = 40;
    /** Years in which each does. */
    private static final int RAREST = 60;

    static Series of(CalendarEvent event) {
        return new Series(event.time(), event.zone(), event.getRecurrenceRule(),
                LocalTimes.read(event.getRecurrenceDates()),
                new HashSet<>(LocalTimes.read(event.getExcludedDates())));
    }

    LocalDateTime start() {
        return first.localStart(zone);
    }

    /** Not before the last occurrence has ended; null where none is the last. */
    @Nullable
    Instant lastEnd() {
        var last = new TreeSet<>(more);
        last.add(start());
        if (rule != null) {
            var recurrence = Recurrence.of(rule);
            var until = recurrence.text().until(zone);
            if (until == null && recurrence.count() == null) {
                return null;
            }
            if (until == null) {
                recurrence.follow(start(), start(), zone, time -> {
                    last.add(time);
                    return true;
                });
            } else {
                last.add(until);
            }
        }
        return last.stream().map(time -> first.at(time, zone).end()).max(Comparator.naturalOrder()).orElseThrow();
    }

    /**
     * Those of which any is between the two, in their order.
     *
     * @throws InvalidRecurrenceException where they are too many
     */
    List<Occurrence> between(Instant from, Instant to) {
        var effort = Effort.ofSeries(MOST);
        var found = between(from, to, effort);
        checkLeft(effort, MOST);
        return found;
    }

    /** As many of them as the effort goes. */
    List<Occurrence> between(Instant from, Instant to, Effort effort) {
        var earliest = LocalDateTime.ofInstant(from.minus(Duration.between(first.start(), first.end())), zone)
                .minusDays(2);
        var latest = LocalDateTime.ofInstant(to, zone).plusDays(1);
        var found = new ArrayList<Occurrence>();
        var seen = new HashSet<Instant>();
        for (var start : starts(earliest, latest, effort)) {
            var time = first.at(start, zone);
            if (time.meets(from, to) && !without.contains(start) && seen.add(time.start())) {
                found.add(new Occurrence(start, start.equals(start()) ? first : time));
            }
        }
        return found;
    }

    /** Those that begin between the two, in their order, as far as the effort goes. */
    List<Occurrence> beginning(Instant from, Instant to, Effort effort) {
        var earliest = LocalDateTime.ofInstant(from, zone).minusDays(2);
        var latest = LocalDateTime.ofInstant(to, zone).plusDays(1);
        var found = new ArrayList<Occurrence>();
        var seen = new HashSet<Instant>();
        for (var start : starts(earliest, latest, effort)) {
            var time = start.equals(start()) ? first : first.at(start, zone);
            if (!time.start().isBefore(from) && time.start().isBefore(to) && !without.contains(start)
                    && seen.add(time.start())) {
                found.add(new Occurrence(start, time));
            }
        }
        return found;
    }

    /** Whether it takes place by the hour, without a number of times: in a long period more often than a rule is followed at once. */
    boolean isHourly() {
        return rule != null && Recurrence.of(rule).count() == null
                && Recurrence.of(rule).text().frequency().equals("HOURLY");
    }

    /** The occurrence that begins then by the zone's clock; null where there is none. */
    @Nullable
    Occurrence at(LocalDateTime start) {
        return without.contains(start) || !has(start)
                ? null
                : new Occurrence(start, start.equals(start()) ? first : first.at(start, zone));
    }

    /** The first that begins not before the moment, other than those; null where there is none. */
    @Nullable
    Occurrence next(Instant from, Set<LocalDateTime> others) {
        var found = new ArrayList<Occurrence>();
        more.forEach(time -> take(time, from, others, found));
        if (rule == null) {
            take(start(), from, others, found);
        } else {
            var ruled = new ArrayList<Occurrence>();
            // What the clock leaves out is later than what it has next.
            Recurrence.of(rule).follow(start(), LocalDateTime.ofInstant(from, zone).minusDays(2), zone, time -> {
                take(time, from, others, ruled);
                return ruled.isEmpty() || time.isBefore(ruled.getFirst().original().plusDays(1));
            });
            found.addAll(ruled);
        }
        return found.stream().min(Comparator.comparing(one -> one.time().start())).orElse(null);
    }

    private void take(LocalDateTime start, Instant from, Set<LocalDateTime> others, List<Occurrence> found) {
        var time = start.equals(start()) ? first : first.at(start, zone);
        if (!time.start().isBefore(from) && !without.contains(start) && !others.contains(start)) {
            found.add(new Occurrence(start, time));
        }
    }

    /** Whether an occurrence begins then, left out or not. */
    boolean has(LocalDateTime start) {
        var effort = Effort.ofSeries(MOST);
        var has = has(start, effort);
        checkLeft(effort, MOST);
        return has;
    }

    /** The same; false where the effort does not go so far. */
    boolean has(LocalDateTime start, Effort effort) {
        return starts(start, start, effort).contains(start);
    }

    private static void checkLeft(Effort effort, int most) {
        if (effort.isSpent()) {
            throw new InvalidRecurrenceException(
                    "it takes place more than " + most + " times, or begins too long before");
        }
    }

    /** The last of the rule that begins before, left out or not. @param start later than the first */
    LocalDateTime lastBefore(LocalDateTime start) {
        var near = lastBetween(start.minusDays(NEAR), start);
        return near.equals(start()) ? lastBetween(start.minusYears(RAREST), start) : near;
    }

    private LocalDateTime lastBetween(LocalDateTime from, LocalDateTime to) {
        var last = new ArrayDeque<>(List.of(start()));
        if (rule != null) {
            Recurrence.of(rule).follow(start(), from, zone, time -> time.isBefore(to) && last.offer(time));
        }
        return last.getLast();
    }

    /** How many times of the rule there are before. */
    int countBefore(LocalDateTime start) {
        var before = new TreeSet<LocalDateTime>();
        if (rule != null) {
            Recurrence.of(rule).follow(start(), start(), zone, time -> time.isBefore(start) && before.add(time));
        }
        return before.size();
    }

    private TreeSet<LocalDateTime> starts(LocalDateTime earliest, LocalDateTime latest, Effort effort) {
        var starts = new TreeSet<LocalDateTime>();
        more.stream()
                .filter(time -> isWithin(time, earliest, latest))
                .takeWhile(_ -> effort.finds())
                .forEach(starts::add);
        if (rule == null) {
            if (isWithin(start(), earliest, latest)) {
                starts.add(start());
            }
            return starts;
        }
        if (!effort.isSpent()) {
            Recurrence.of(rule).follow(start(), earliest, zone, effort, time -> {
                var isWithin = isWithin(time, earliest, latest);
                if (isWithin && effort.finds()) {
                    starts.add(time);
                }
                return !time.isAfter(latest) && !effort.isSpent();
            });
        }
        return starts;
    }

    private static boolean isWithin(LocalDateTime time, LocalDateTime earliest, LocalDateTime latest) {
        return !time.isBefore(earliest) && !time.isAfter(latest);
    }
}
