package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.shared.money.Money;

/** A forecast row by row: of all together, then of each owner and each team; and its months as bars. */
final class ForecastTable {

    private static final List<String> COLUMNS = List.of("month", "part", "id", "category", "deals", "amount",
            "weighted",
            "currency", "unconverted", "target", "attainment");
    private static final List<ForecastCategory> SHOWN = List.of(ForecastCategory.CLOSED, ForecastCategory.COMMIT,
            ForecastCategory.BEST_CASE, ForecastCategory.PIPELINE);

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private ForecastTable() {}

    static Sheet of(ForecastResponse forecast) {
        var table = new ForecastTable();
        for (var month : forecast.months()) {
            var day = month.month();
            table.add(day, "all", null, month.categories(), month.target(), month.attainment());
            month.owners()
                    .forEach(part -> table.add(day, "owner", part.ownerId(), part.categories(), part.target(),
                            part.attainment()));
            month.teams()
                    .forEach(part -> table.add(day, "team", part.teamId(), part.categories(), part.target(),
                            part.attainment()));
        }
        var undated = forecast.withoutDay();
        if (undated != null) {
            table.add(null, "all", null, undated.categories(), null, null);
            undated.owners().forEach(part -> table.add(null, "owner", part.ownerId(), part.categories(), null, null));
            undated.teams().forEach(part -> table.add(null, "team", part.teamId(), part.categories(), null, null));
        }
        return new Sheet("forecast", COLUMNS, table.rows);
    }

    /** What there are no deals of is told for its target alone. */
    private void add(@Nullable LocalDate month, String part, @Nullable Object id, List<Figure> figures,
            @Nullable Money target, @Nullable BigDecimal attainment) {
        var aimed = target == null ? null : target.amount();
        if (figures.isEmpty()) {
            rows.add(Arrays.asList(month, part, id, null, 0L, null, null, target == null ? null : target.currency(),
                    0L, aimed, attainment));
        }
        figures.forEach(figure -> rows.add(Arrays.asList(month, part, id, figure.category(), figure.deals(),
                figure.amount().amount(), figure.weighted().amount(), figure.amount().currency(),
                figure.unconverted(), aimed, attainment)));
    }

    static Chart chart(ForecastResponse forecast) {
        var groups = new ArrayList<Chart.Group>();
        forecast.months()
                .forEach(month -> groups.add(group(month.month().toString().substring(0, 7),
                        month.categories())));
        var undated = forecast.withoutDay();
        if (undated != null) {
            groups.add(group("no day", undated.categories()));
        }
        return new Chart("Forecast " + forecast.from() + " to " + forecast.to(),
                "What deals are expected to bring and have brought, in " + forecast.currency()
                        + ", by month and category, not weighted, as of " + forecast.asOf() + " (" + forecast.zone()
                        + ").",
                SHOWN.stream().map(ForecastTable::words).toList(), groups);
    }

    private static Chart.Group group(String label, List<Figure> figures) {
        var bars = new ArrayList<Chart.@Nullable Bar>();
        for (var category : SHOWN) {
            bars.add(figures.stream()
                    .filter(figure -> figure.category() == category)
                    .findFirst()
                    .map(figure -> Chart.Bar.of(figure.amount()))
                    .orElse(null));
        }
        return new Chart.Group(label, bars);
    }

    private static String words(ForecastCategory category) {
        return category.toString().replace('_', ' ');
    }
}
