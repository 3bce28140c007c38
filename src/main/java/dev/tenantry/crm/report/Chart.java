package dev.tenantry.crm.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/**
 * Bars, in groups below one another.
 *
 * @param title       what it is of
 * @param description what it shows, in words
 * @param series      what the bars of each group are, in their order
 */
public record Chart(String title, String description, List<String> series, List<Group> groups) {

    /** @param bars as many as there are series; null: none */
    public record Group(String label, List<@Nullable Bar> bars) {}

    /** @param length not below nothing @param text what stands behind it */
    public record Bar(BigDecimal length, String text) {

        public static Bar of(long count) {
            return new Bar(BigDecimal.valueOf(count), Long.toString(count));
        }

        public static @Nullable Bar of(@Nullable Long count) {
            return count == null ? null : of(count.longValue());
        }

        public static Bar of(Money money) {
            return new Bar(money.amount().max(BigDecimal.ZERO),
                    money.amount().toPlainString() + " " + money.currency());
        }
    }

    /** What is there may be none. */
    @SafeVarargs
    public static List<@Nullable Bar> bars(@Nullable Bar... bars) {
        var list = new ArrayList<@Nullable Bar>();
        for (var bar : bars) {
            list.add(bar);
        }
        return list;
    }
}
