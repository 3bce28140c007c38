package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/** Who was reminded of an event, the latest first: the last 200. */
record ReminderDeliveriesResponse(List<Delivery> deliveries) {

    /**
     * One reminder of one occurrence to somebody.
     *
     * @param address     where it goes; absent where nothing is known, or the caller may not read the member or contact
     * @param occursAt    when the occurrence begins
     * @param scheduledAt when it was due
     * @param error       why it has failed, or why the last attempt has
     */
    record Delivery(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
            ReminderMethod method,
            @Nullable UUID memberId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
            @Nullable String address,
            Instant occursAt,
            Instant scheduledAt,
            ReminderStatus status,
            int attempts,
            @Nullable Instant lastAttemptAt,
            @Nullable String error) {

        Delivery withoutAddress() {
            return new Delivery(id, method, memberId, contactId, null, occursAt, scheduledAt, status, attempts,
                    lastAttemptAt, error);
        }
    }
}
