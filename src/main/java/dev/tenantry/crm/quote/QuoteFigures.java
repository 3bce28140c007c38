package dev.tenantry.crm.quote;

import java.math.BigDecimal;

import dev.tenantry.shared.money.Money;

/** Figures as documents have them: the same in every language, and whatever becomes of the settings. */
final class QuoteFigures {

    private QuoteFigures() {}

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** What its price comes of, and how often it is paid; empty where there is nothing to say. */
    static String particulars(QuoteLine line) {
        var all = new StringBuilder();
        if (line.intervalMonths() != null) {
            all.append(line.intervalMonths() == 1
                    ? "Paid every month. "
                    : "Paid every " + line.intervalMonths() + " months. ");
        }
        if (line.discountPercent() != null && line.discountPercent().signum() != 0) {
            all.append("Discount ").append(number(line.discountPercent())).append(" %. ");
        } else if (line.discountAmount() != null) {
            all.append("Discount ").append(money(line.discountAmount())).append(". ");
        }
        if (line.taxRate() != null) {
            all.append("Tax ").append(number(line.taxRate())).append(" %: ").append(money(line.tax()));
        }
        return all.toString().strip();
    }

    static String money(Money money) {
        return money.amount().toPlainString() + " " + money.currency();
    }
}
