package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Weekday;

/**
 * When a page is open: at all moments at which its zone's clock shows a time of its hours. Where the clock shows an hour twice, both are open;
 * where it leaves one out, no time passes in it.
 *
 * @param days   hours by the day of the week
 * @param dates  those of dates that have others
 * @param from   the first day, null: the first of all
 * @param until  the last day, null: the last of all
 */
record OpenHours(
        Map<Weekday, List<Hours>> days,
        Map<LocalDate, List<Hours>> dates,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        ZoneId zone) {

    static OpenHours of(List<WeeklyHours> weekly, List<DateOverride> overrides, @Nullable LocalDate from,
            @Nullable LocalDate until, String zone) {
        var days = new EnumMap<Weekday, List<Hours>>(Weekday.class);
        weekly.forEach(day -> days.put(day.day(), day.hours()));
        var dates = new HashMap<LocalDate, List<Hours>>();
        overrides.forEach(one -> dates.put(one.date(), one.hours()));
        return new OpenHours(days, dates, from, until, ZoneId.of(zone));
    }

    /**
     * When something can begin that takes so long and ends before the page closes: from each opening on, in steps of time that passes.
     *
     * @param window in which it begins
     */
    SortedSet<Instant> starts(Span window, Duration length, Duration step) {
        var first = LocalDate.ofInstant(window.from(), zone).minusDays(1);
        var last = LocalDate.ofInstant(window.to().plus(length), zone).plusDays(1);
        var openings = new ArrayList<Span>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            openings.addAll(on(day));
        }
        var open = Spans.of(openings);
        var starts = new TreeSet<Instant>();
        for (var opening : openings) {
            for (var start = opening.from(); start.isBefore(opening.to()); start = start.plus(step)) {
                if (!start.isBefore(window.from()) && start.isBefore(window.to())
                        && open.contain(Span.of(start, length))) {
                    starts.add(start);
                }
            }
        }
        return starts;
    }

    private List<Span> on(LocalDate day) {
        if (from != null && day.isBefore(from) || until != null && day.isAfter(until)) {
            return List.of();
        }
        var hours = dates.getOrDefault(day, days.getOrDefault(Weekday.of(day.getDayOfWeek()), List.of()));
        return hours.stream().flatMap(one -> moments(one.from(day), one.until(day)).stream()).toList();
    }

    /** Of each offset that the zone has meanwhile, the moments whose time is between the two. */
    private List<Span> moments(LocalDateTime begin, LocalDateTime end) {
        var rules = zone.getRules();
        var found = new ArrayList<Span>();
        var latest = end.toInstant(ZoneOffset.MIN);
        for (var now = begin.toInstant(ZoneOffset.MAX); now.isBefore(latest);) {
            var change = rules.nextTransition(now);
            var next = change == null || change.getInstant().isAfter(latest) ? latest : change.getInstant();
            var offset = rules.getOffset(now);
            add(found, new Span(later(now, begin.toInstant(offset)), earlier(next, end.toInstant(offset))));
            now = next;
        }
        return found;
    }

    private static void add(List<Span> found, Span span) {
        if (span.isEmpty()) {
            return;
        }
        if (!found.isEmpty() && found.getLast().to().equals(span.from())) {
            found.add(new Span(found.removeLast().from(), span.to()));
        } else {
            found.add(span);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
