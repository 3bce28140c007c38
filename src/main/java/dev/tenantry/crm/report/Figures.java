package dev.tenantry.crm.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.money.Money;

/** How figures are rounded: once, at the end, half up. */
public final class Figures {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Figures() {}

    /** With the decimals that the currency has. */
    public static Money money(BigDecimal amount, String currency) {
        return new Money(amount.setScale(Currencies.decimals(currency), RoundingMode.HALF_UP), currency);
    }

    /** In percent, with one decimal; null where the whole is nothing. */
    public static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP);
    }

    public static @Nullable BigDecimal percent(long part, long whole) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }
}
