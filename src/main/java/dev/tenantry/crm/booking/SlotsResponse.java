package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What can be booked, in its order.
 *
 * @param duration in minutes
 * @param timeZone in which the visitor is shown it
 */
record SlotsResponse(long duration, String timeZone, List<Slot> slots) {

    /** One of them. @param localStartAt when it begins by the visitor's clock, with its offset */
    record Slot(Instant startAt, Instant endAt, String localStartAt) {}

    static SlotsResponse of(List<Instant> starts, Duration length, ZoneId zone) {
        return new SlotsResponse(length.toMinutes(), zone.getId(),
                starts.stream()
                        .map(start -> new Slot(start, start.plus(length),
                                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start.atZone(zone))))
                        .toList());
    }
}
