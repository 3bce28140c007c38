package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/**
 * What the lines of a deal come to: the sums of what each comes to.
 *
 * @param net absent, like the others, where there are no lines
 */
record LineItemTotals(int count, @Nullable Money net, @Nullable Money tax, @Nullable Money gross) {

    static LineItemTotals of(List<LineItem> lines) {
        return new LineItemTotals(lines.size(), sum(lines, LineItem::getNet), sum(lines, LineItem::getTax),
                sum(lines, LineItem::getGross));
    }

    private static @Nullable Money sum(List<LineItem> lines, Function<LineItem, BigDecimal> part) {
        return lines.isEmpty()
                ? null
                : new Money(lines.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add),
                        lines.getFirst().getCurrency());
    }
}
