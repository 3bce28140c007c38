package dev.tenantry.shared.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The time zones of the IANA database. */
public final class Zones {

    /** Java has these besides, or a library that reads calendars, and neither browsers nor databases know them. */
    private static final List<String> NOT_OF_IANA = List.of("SystemV/", "ical4j");

    private Zones() {}

    /** As databases and people know it: UTC has a name there, and none in Java. */
    public static ZoneId named(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }

    /** Empty where there is no zone of the name, or no longer: zones come and go. */
    public static Optional<ZoneId> known(String name) {
        return Optional.of(name)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .filter(known -> NOT_OF_IANA.stream().noneMatch(known::startsWith))
                .map(ZoneId::of);
    }
}
