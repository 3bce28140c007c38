package dev.tenantry.crm.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.money.Money;

/** Adds up what deals come to, category by category, and rounds once, at the end. */
final class Tally {

    private static final int PERCENT_DECIMALS = 1;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<ForecastCategory, Sum> sums = new EnumMap<>(ForecastCategory.class);

    private record Sum(long deals, BigDecimal amount, BigDecimal weighted, long unconverted) {

        static final Sum NOTHING = new Sum(0, BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Sum plus(ForecastRow row) {
            return new Sum(deals + row.deals(), amount.add(row.amount()), weighted.add(row.weighted()),
                    unconverted + row.unconverted());
        }
    }

    void add(ForecastRow row) {
        sums.merge(row.category(), Sum.NOTHING.plus(row), (sum, _) -> sum.plus(row));
    }

    List<Figure> figures(String currency) {
        return sums.entrySet()
                .stream()
                .map(sum -> new Figure(sum.getKey(), sum.getValue().deals, money(sum.getValue().amount, currency),
                        money(sum.getValue().weighted, currency), sum.getValue().unconverted))
                .toList();
    }

    /** What was closed, in percent of the target; null without one. */
    @Nullable
    BigDecimal attainment(@Nullable BigDecimal target) {
        var closed = sums.getOrDefault(ForecastCategory.CLOSED, Sum.NOTHING).amount;
        return target == null || target.signum() == 0
                ? null
                : closed.multiply(HUNDRED).divide(target, PERCENT_DECIMALS, RoundingMode.HALF_UP);
    }

    static Money money(BigDecimal amount, String currency) {
        return new Money(amount.setScale(Currencies.decimals(currency), RoundingMode.HALF_UP), currency);
    }
}
