package dev.tenantry.shared.tenancy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): time-ordered, so that they append to their index. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next() {
        return next(Clock.systemUTC());
    }

    /** When one was made. */
    public static Instant madeAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    static UUID next(Clock clock) {
        var high = (clock.millis() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
        var low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
