package dev.tenantry.metering.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Route;
import dev.tenantry.shared.access.Caller;

/**
 * What is counted together.
 *
 * @param apiKey null: a person's session
 * @param minute of the request
 * @param refused of those that were, by what and where
 */
record UsageKey(
        UUID organization,
        UUID user,
        @Nullable UUID apiKey,
        Route endpoint,
        int status,
        Instant minute,
        @Nullable Refused refused) {

    static final int REFUSED = 429;

    /** @param policy by which it was refused, where it was a quota @param address that it came from */
    record Refused(@Nullable String policy, @Nullable String address) {}

    static UsageKey of(Caller caller, Route endpoint, int status, Instant now, @Nullable Refused refused) {
        return new UsageKey(caller.organizationId(), caller.userId(), caller.keyId(), endpoint, status,
                now.truncatedTo(ChronoUnit.MINUTES), refused);
    }

    @Nullable
    String policy() {
        return refused == null ? null : refused.policy;
    }

    @Nullable
    String address() {
        return refused == null ? null : refused.address;
    }

    String asked() {
        return endpoint.method() + " " + endpoint.pattern();
    }

    /** What paths call it: {@code contacts}. */
    String resource() {
        var segments = endpoint.pattern().split("/");
        return endpoint.pattern().startsWith("/api/v1/") ? segments[3] : segments.length > 1 ? segments[1] : "";
    }

    LocalDate day() {
        return minute.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    boolean isRefused() {
        return status == REFUSED;
    }

    boolean hasFailed() {
        return status >= 400;
    }
}
