package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;

/**
 * What deals alike come to, converted.
 *
 * @param month       null: they have no day, or are overdue
 * @param isOverdue   whether they are open, and were expected before the period and before the day
 * @param currency    that they are in; null: they have no amount
 * @param unconverted how many have no rate
 * @param missing     what those come to, in their currency
 * @param oldest      the first day of validity of the oldest rate that was used; null: none
 */
record ForecastRow(
        @Nullable LocalDate month,
        boolean isOverdue,
        ForecastCategory category,
        @Nullable UUID ownerId,
        @Nullable String currency,
        long deals,
        BigDecimal amount,
        BigDecimal weighted,
        long unconverted,
        BigDecimal missing,
        @Nullable LocalDate oldest,
        @Nullable LocalDate newest,
        boolean isInverse) {}
