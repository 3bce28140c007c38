package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.Versioned;

/**
 * A line of a deal.
 *
 * @param productId also of a product in the trash; absent: the line says itself what is sold
 * @param net       after the discount, rounded half up to the currency's decimals
 * @param tax       on net, rounded likewise
 * @param gross     net and tax
 */
record LineItemResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long productId,
        String name,
        @Nullable String description,
        @Nullable String unit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Money unitPrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal discountPercent,
        @Nullable Money discountAmount,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal taxRate,
        int position,
        Money net,
        Money tax,
        Money gross,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
