package dev.tenantry.crm.booking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Times as a set of moments: what overlaps or meets is one. */
final class Spans {

    private final NavigableMap<Instant, Instant> ends = new TreeMap<>();

    private Spans() {}

    static Spans of(Collection<Span> spans) {
        var all = new Spans();
        var sorted = new ArrayList<>(spans);
        sorted.removeIf(Span::isEmpty);
        sorted.sort(Comparator.comparing(Span::from));
        for (var span : sorted) {
            var last = all.ends.lastEntry();
            if (last == null || last.getValue().isBefore(span.from())) {
                all.ends.put(span.from(), span.to());
            } else if (last.getValue().isBefore(span.to())) {
                all.ends.put(last.getKey(), span.to());
            }
        }
        return all;
    }

    /** Whether all of it is among them. */
    boolean contain(Span span) {
        var before = ends.floorEntry(span.from());
        return before != null && !before.getValue().isBefore(span.to());
    }

    /** Whether any of it is. */
    boolean meet(Span span) {
        var before = ends.lowerEntry(span.to());
        return before != null && before.getValue().isAfter(span.from());
    }
}
