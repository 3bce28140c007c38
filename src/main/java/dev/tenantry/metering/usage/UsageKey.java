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
 */
record UsageKey(UUID organization, UUID user, @Nullable UUID apiKey, Route endpoint, int status, Instant minute) {

    static UsageKey of(Caller caller, Route endpoint, int status, Instant now) {
        return new UsageKey(caller.organizationId(), caller.userId(), caller.keyId(), endpoint, status,
                now.truncatedTo(ChronoUnit.MINUTES));
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
        return status == 429;
    }

    boolean hasFailed() {
        return status >= 400;
    }
}
