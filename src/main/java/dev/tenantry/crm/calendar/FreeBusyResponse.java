package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** When a member is busy. @param busy in their order, without gaps or overlaps between two that could be one */
record FreeBusyResponse(UUID memberId, List<Span> busy) {

    /** From when until when. */
    record Span(Instant startAt, Instant endAt) {}

    /** @param times of whoever; those of others are left out */
    static FreeBusyResponse of(UUID member, List<BusyTimes.Busy> times, TimeWindow window) {
        var spans = new ArrayList<Span>();
        times.stream()
                .filter(busy -> busy.member().equals(member) && busy.from().isBefore(busy.to()))
                .sorted(Comparator.comparing(BusyTimes.Busy::from))
                .forEach(busy -> add(spans, later(busy.from(), window.from()), earlier(busy.to(), window.to())));
        return new FreeBusyResponse(member, List.copyOf(spans));
    }

    private static void add(List<Span> spans, Instant from, Instant to) {
        if (spans.isEmpty() || spans.getLast().endAt.isBefore(from)) {
            spans.add(new Span(from, to));
        } else {
            var last = spans.removeLast();
            spans.add(new Span(last.startAt, later(last.endAt, to)));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
