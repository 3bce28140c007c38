package dev.tenantry.crm.booking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * What was booked.
 *
 * @param eventId     the event that came of it, whose times it has
 * @param name        as the visitor has stated it, and likewise the address and the zone
 * @param hostIds     whom it was booked with
 * @param cancelledBy visitor or member
 */
record BookedTimeResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long bookingPageId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long eventId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long contactId,
        Instant startAt,
        Instant endAt,
        String name,
        String email,
        String timeZone,
        List<Answer> answers,
        List<UUID> hostIds,
        BookingStatus status,
        @Nullable Instant cancelledAt,
        @Nullable BookingParty cancelledBy,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
