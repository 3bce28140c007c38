package dev.tenantry.crm.quote;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/**
 * A line of a quote, as the deal's was.
 *
 * @param position from 1 on
 * @param intervalMonths how often it is paid, of what recurs
 * @param net      after the discount
 * @param gross    net and tax
 */
record QuoteLine(
        int position,
        String name,
        @Nullable String description,
        @Nullable String unit,
        @Nullable Integer intervalMonths,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Money unitPrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal discountPercent,
        @Nullable Money discountAmount,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal taxRate,
        Money net,
        Money tax,
        Money gross) {}
