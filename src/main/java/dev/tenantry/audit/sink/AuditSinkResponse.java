package dev.tenantry.audit.sink;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A sink of the audit log. Its token is shown to nobody.
 *
 * @param tokenChangedAt since when it has the one that there is; absent where it has none
 * @param sentCount     entries that the server has taken
 * @param lastSentAt    when it last took some
 * @param oldestWaitingAt  the time of the oldest entry that is known not to have been taken; absent where none waits
 * @param failures      attempts in a row that came to nothing
 * @param lastError     why the last of them did
 * @param lastFailedAt  when that was
 */
record AuditSinkResponse(
        UUID id,
        String name,
        SinkType type,
        String url,
        @Nullable Instant tokenChangedAt,
        @Nullable String caCertificates,
        boolean enabled,
        SinkStatus status,
        long sentCount,
        @Nullable Instant lastSentAt,
        @Nullable Instant oldestWaitingAt,
        int failures,
        @Nullable String lastError,
        @Nullable Instant lastFailedAt,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    @Override
    public Set<String> moving() {
        return Set.of("status", "sentCount", "lastSentAt", "oldestWaitingAt", "failures", "lastError", "lastFailedAt",
                "updatedAt");
    }
}
