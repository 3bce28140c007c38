package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.Versioned;

/**
 * All prices of a product.
 *
 * @param prices  the product's own first, by currency and quantity
 * @param version the product's
 */
record PriceTable(List<Price> prices, int version) implements Versioned {

    /**
     * What one unit costs.
     *
     * @param priceListId     the price list, by which it holds for a time; absent: the product's own price
     * @param minimumQuantity from which quantity on
     */
    record Price(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long priceListId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal minimumQuantity,
            Money unitPrice) {}

    /** What there is one price for. @param minimumQuantity without zeros at its end */
    record Tier(@Nullable Long priceListId, String currency, BigDecimal minimumQuantity) {}
}
