package dev.tenantry.crm.forecasttarget;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.Versioned;

/**
 * A forecast target.
 *
 * @param month its first day
 * @param aim   whose and the month, of which there is one, {@code all 2030-05-01}
 */
record ForecastTargetResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        LocalDate month,
        @Nullable UUID ownerId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long teamId,
        Money amount,
        String aim,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
