package dev.tenantry.shared.money;

import java.math.BigDecimal;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money, {@code {"amount":"12.50","currency":"USD"}}.
 *
 * @param amount   a decimal string in JSON, with as many decimals as the currency has at most; told with as many as it has
 * @param currency ISO 4217, in use today, of a currency or a fund
 */
@MinorUnits
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @NotNull @Digits(integer = 15, fraction = 4) BigDecimal amount,
        @NotNull @IsoCurrency String currency) {

    private static final int MOST_DIGITS = 20;
    private static final int MOST_DECIMALS = 4;

    /**
     * With the currency's decimals, {@code 3.00} in EUR, and never with an exponent, {@code 1E+3}; what has more digits or decimals than it
     * may have is left to be refused.
     */
    @SuppressWarnings("ConstantValue")
    public Money {
        if (amount != null && amount.scale() < 0 && amount.scale() > -MOST_DIGITS) {
            amount = amount.setScale(0);
        }
        if (amount != null && currency != null && amount.scale() >= 0 && amount.scale() <= MOST_DECIMALS
                && Currencies.isInUse(currency)) {
            var least = Math.max(amount.stripTrailingZeros().scale(), 0);
            amount = amount.setScale(Math.max(least, Currencies.decimals(currency)));
        }
    }

    /** Null where there is no amount. */
    public static @Nullable Money of(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    /** As much is as much, however many zeros it is written with. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Money(var otherAmount, var otherCurrency) && currency.equals(otherCurrency)
                && amount.compareTo(otherAmount) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(amount.stripTrailingZeros(), currency);
    }
}
