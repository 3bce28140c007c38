package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** When a member is not there. @param startsAt of whole days, when the first begins @param endsAt of whole days, when the last is over */
record MemberAbsenceResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID memberId,
        Instant startsAt,
        Instant endsAt,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable String zone,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
