package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/**
 * What a unit of a product costs, of so many, on a day.
 *
 * @param minimumQuantity from which on this price holds
 * @param priceListId     the price list that it is from; absent: it is the product's own
 */
record PriceResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long productId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        LocalDate on,
        Money unitPrice,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal minimumQuantity,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long priceListId) {}
