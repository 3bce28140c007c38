package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
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

    /** Of what there are deals of. */
    List<Figure> figures(String currency) {
        return sums.entrySet().stream().map(sum -> figure(sum.getKey(), sum.getValue(), currency)).toList();
    }

    /** Of all that a forecast counts. */
    List<Figure> allFigures(String currency) {
        return EnumSet.complementOf(EnumSet.of(ForecastCategory.OMITTED))
                .stream()
                .map(category -> figure(category, sums.getOrDefault(category, Sum.NOTHING), currency))
                .toList();
    }

    private static Figure figure(ForecastCategory category, Sum sum, String currency) {
        return new Figure(category, sum.deals, Figures.money(sum.amount, currency),
                Figures.money(sum.weighted, currency), sum.unconverted);
    }

    /** What was closed, in percent of the target; null without one. */
    @Nullable
    BigDecimal attainment(@Nullable BigDecimal target) {
        var closed = sums.getOrDefault(ForecastCategory.CLOSED, Sum.NOTHING).amount;
        return target == null ? null : Figures.percent(closed, target);
    }
}
