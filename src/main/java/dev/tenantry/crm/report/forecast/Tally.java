package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.report.Figures;

/** Adds up what deals come to, category by category, and rounds once, at the end. */
final class Tally {

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
                .map(sum -> new Figure(sum.getKey(), sum.getValue().deals,
                        Figures.money(sum.getValue().amount, currency),
                        Figures.money(sum.getValue().weighted, currency), sum.getValue().unconverted))
                .toList();
    }

    /** What was closed, in percent of the target; null without one. */
    @Nullable
    BigDecimal attainment(@Nullable BigDecimal target) {
        var closed = sums.getOrDefault(ForecastCategory.CLOSED, Sum.NOTHING).amount;
        return target == null ? null : Figures.percent(closed, target);
    }
}
