package dev.tenantry.crm.rate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * An exchange rate.
 *
 * @param validOn   the first day on which it holds, until the next one of the pair
 * @param rate      what one unit of fromCurrency is in toCurrency
 * @param quotation the pair and the day, of which there is one, {@code USD/EUR 2026-11-29}
 */
record ExchangeRateResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String fromCurrency,
        String toCurrency,
        LocalDate validOn,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate,
        String source,
        String quotation,
        @Nullable String externalId,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
