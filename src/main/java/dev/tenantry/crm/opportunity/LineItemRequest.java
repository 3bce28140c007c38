package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a line of a deal is to be.
 *
 * @param productId       absent: what the line says itself
 * @param name            absent: the product's
 * @param unit            what is counted; absent: the product's unit
 * @param quantity        more than 0; absent: 1
 * @param unitPrice       not negative, in the deal's currency; absent: what the product costs today, of so many
 * @param discountPercent off the price of all units
 * @param discountAmount  off the price of all units, in the deal's currency, in place of discountPercent
 * @param taxRate         in percent of the net amount; absent: no tax
 * @param position        from 1 on; absent: where it is, or last
 */
record LineItemRequest(
        @Nullable Long productId,
        @Size(max = 200) @Nullable String name,
        @Size(max = 10_000) @Nullable String description,
        @Size(max = 50) @Nullable String unit,
        @DecimalMin(value = "0", inclusive = false) @Digits(integer = 9, fraction = 4) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal quantity,
        @Valid @Nullable Money unitPrice,
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal discountPercent,
        @Valid @Nullable Money discountAmount,
        @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 4) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal taxRate,
        @Min(1) @Max(200) @Nullable Integer position) {

    @FieldRule(field = "discountAmount", code = "two-discounts", message = "a discount is discountPercent or discountAmount, and not both")
    boolean isOneDiscount() {
        return discountPercent == null || discountAmount == null;
    }

    @FieldRule(field = "name", code = "required", message = "a line has a productId or a name")
    boolean isOfSomething() {
        return productId != null || name != null;
    }

    BigDecimal count() {
        return Objects.requireNonNullElse(quantity, BigDecimal.ONE);
    }
}
