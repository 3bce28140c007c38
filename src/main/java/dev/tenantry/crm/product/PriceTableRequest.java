package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/** What a product is to cost. @param prices all of them: one that is missing is there no more */
record PriceTableRequest(@NotNull @Size(max = MOST) List<@Valid @NotNull Price> prices) {

    static final int MOST = 500;

    /**
     * What one unit is to cost.
     *
     * @param priceListId     the price list, by which it holds for a time; absent: the product's own price
     * @param minimumQuantity from which quantity on; absent: 0
     * @param unitPrice       not negative
     */
    record Price(
            @Nullable Long priceListId,
            @DecimalMin("0") @Digits(integer = 9, fraction = 4) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal minimumQuantity,
            @Valid @NotNull Money unitPrice) {

        BigDecimal minimum() {
            return Objects.requireNonNullElse(minimumQuantity, BigDecimal.ZERO);
        }

        PriceTable.Tier tier() {
            return new PriceTable.Tier(priceListId, unitPrice.currency(), minimum().stripTrailingZeros());
        }
    }
}
