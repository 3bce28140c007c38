package dev.tenantry.crm.report.funnel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A period by months, each as far as it is in it. @param starts their first days */
record FunnelParts(List<LocalDate> starts, LocalDate last) {

    static FunnelParts of(LocalDate first, LocalDate last) {
        var starts = new ArrayList<LocalDate>();
        for (var start = first; !start.isAfter(last); start = start.withDayOfMonth(1).plusMonths(1)) {
            starts.add(start);
        }
        return new FunnelParts(List.copyOf(starts), last);
    }

    /** @param part from 1 on; 0: all of the period */
    LocalDate first(int part) {
        return part == 0 ? starts.getFirst() : starts.get(part - 1);
    }

    LocalDate last(int part) {
        return part == 0 || part == starts.size() ? last : starts.get(part).minusDays(1);
    }

    /** As an array of the database. */
    String asText() {
        return starts.stream().map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
