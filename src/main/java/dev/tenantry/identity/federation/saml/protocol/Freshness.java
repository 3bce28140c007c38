package dev.tenantry.identity.federation.saml.protocol;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Compares times of a message with now, as far as two clocks may differ. */
final class Freshness {

    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Clock clock;

    Freshness(Clock clock) {
        this.clock = clock;
    }

    /** @throws SamlException where the time is absent, or to come */
    void requirePast(String name, @Nullable Instant time) {
        if (time == null || time.isAfter(clock.instant().plus(SKEW))) {
            throw new SamlException(name + " is absent or in the future");
        }
    }

    /** @throws SamlException where it has not begun yet */
    void requireBegun(String name, @Nullable Instant notBefore) {
        if (notBefore != null && notBefore.isAfter(clock.instant().plus(SKEW))) {
            throw new SamlException(name + " is in the future");
        }
    }

    /** @throws SamlException where it is over */
    void requireNotOver(String name, @Nullable Instant notOnOrAfter) {
        if (notOnOrAfter != null && !notOnOrAfter.plus(SKEW).isAfter(clock.instant())) {
            throw new SamlException(name + " has passed");
        }
    }
}
