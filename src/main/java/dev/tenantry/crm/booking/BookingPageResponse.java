package dev.tenantry.crm.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A booking page. Times that are no times of a day are in minutes.
 *
 * @param ownerId absent: nobody keeps it, and it is closed
 * @param linked  whether there is a link that leads to it
 */
record BookingPageResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String description,
        @Nullable UUID ownerId,
        @Nullable List<UUID> hostIds,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long teamId,
        Assignment assignment,
        List<Integer> durations,
        String timeZone,
        List<WeeklyHours> weeklyHours,
        List<DateOverride> dateOverrides,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        int bufferBefore,
        int bufferAfter,
        int minimumNotice,
        int horizonDays,
        int slotStep,
        @Nullable Integer mostADay,
        List<Question> questions,
        @Nullable String place,
        @Nullable String conferenceUrl,
        @Nullable String confirmation,
        int changeUntil,
        List<Integer> reminders,
        boolean active,
        boolean linked,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
