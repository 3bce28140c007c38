package dev.tenantry.crm.quote;

import java.math.BigDecimal;

import dev.tenantry.shared.money.Money;

/** Figures as documents have them: the same in every language, and whatever becomes of the settings. */
final class QuoteFigures {

    private QuoteFigures() {}

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    static String money(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }
}
