package dev.tenantry.crm.googlecalendar;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A calendar of the caller's at Google.
 *
 * @param calendarId    as Google knows it
 * @param direction     both, in: what changes there is taken here, or out: what changes here is told there
 * @param state         idle, syncing or error
 * @param lastError     why the last attempt failed; absent where it did not
 * @param disconnecting what becomes of the events that came from it, keep or trash; absent where it is not being disconnected
 * @param lastFullAt    when all of it was last listed, and not only what had changed
 * @param pushedUntil   until when Google tells of changes by itself; absent where it is asked for them now and then
 */
record GoogleCalendarResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID integrationId,
        String calendarId,
        String name,
        String timeZone,
        SyncDirection direction,
        SyncState state,
        @Nullable String lastError,
        @Nullable Copies disconnecting,
        @Nullable Instant lastSyncedAt,
        @Nullable Instant lastFullAt,
        Instant nextAttemptAt,
        @Nullable Instant pushedUntil,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** It is looked at all the time. */
    @Override
    public Set<String> moving() {
        return Set.of("state", "lastError", "lastSyncedAt", "lastFullAt", "nextAttemptAt", "pushedUntil",
                "disconnecting", "version", "updatedAt");
    }
}
