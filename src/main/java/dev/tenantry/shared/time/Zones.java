package dev.tenantry.shared.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time zones of the IANA database. */
public final class Zones {

    /** Java has these besides, and neither browsers nor databases know them. */
    private static final String NOT_OF_IANA = "SystemV/";

    private Zones() {}

    /** As databases and people know it: UTC has a name there, and none in Java. */
    public static ZoneId named(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }

    /** Empty where there is no zone of the name, or no longer: zones come and go. */
    public static Optional<ZoneId> known(String name) {
        return Optional.of(name)
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .filter(known -> !known.startsWith(NOT_OF_IANA))
                .map(ZoneId::of);
    }
}
