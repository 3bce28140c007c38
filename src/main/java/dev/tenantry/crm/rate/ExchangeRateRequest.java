package dev.tenantry.crm.rate;

import java.math.BigDecimal;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.IsoCurrency;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;

/**
 * What an exchange rate is to be.
 *
 * @param toCurrency absent: the organization's currency
 * @param validOn    the first day on which it holds, until the next one of the pair
 * @param rate       what one unit of fromCurrency is in toCurrency
 * @param source     who says so
 * @param externalId its key in another system, unique in the organization
 */
record ExchangeRateRequest(
        @NotNull @IsoCurrency String fromCurrency,
        @IsoCurrency @Nullable String toCurrency,
        @NotNull LocalDate validOn,
        @NotNull @DecimalMin(value = "0", inclusive = false) @Digits(integer = 12, fraction = 12) @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate,
        @NotBlank @Size(max = 100) String source,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {}
