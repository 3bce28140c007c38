package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;
import dev.tenantry.crm.report.forecast.ForecastResponse.OwnerPart;
import dev.tenantry.crm.report.forecast.ForecastResponse.TeamPart;
import dev.tenantry.shared.money.Money;

/** A forecast row by row: of all together, then of each owner and each team; and its months as bars. */
final class ForecastTable {

    private static final List<ForecastCategory> SHOWN = List.of(ForecastCategory.CLOSED, ForecastCategory.COMMIT,
            ForecastCategory.BEST_CASE, ForecastCategory.PIPELINE);

    private final SheetRows rows = new SheetRows("when", "id", "name", "category", "deals", "amount", "weighted",
            "currency", "unconverted", "target", "attainment", "oldest", "newest", "inverse", "targets");

    private ForecastTable() {}

    static Sheet of(ForecastResponse forecast) {
        var table = new ForecastTable();
        for (var month : forecast.months()) {
            table.add(row("all", month.month()), month.categories(), month.target(), month.attainment());
            table.parts(month.month(), month.owners(), month.teams());
        }
        table.outside("overdue", forecast.overdue());
        table.outside("no day", forecast.withoutDay());
        forecast.rates().forEach(table::rate);
        forecast.missingRates().forEach(table::missing);
        return table.rows.sheet("forecast");
    }

    private record Place(String part, Object when, @Nullable Object id, @Nullable String name) {}

    private static Place row(String part, Object when) {
        return new Place(part, when, null, null);
    }

    private void outside(String when, ForecastResponse.@Nullable Outside outside) {
        if (outside != null) {
            add(row("all", when), outside.categories(), null, null);
            parts(when, outside.owners(), outside.teams());
        }
    }

    private void parts(Object when, List<OwnerPart> owners, List<TeamPart> teams) {
        owners.forEach(part -> add(new Place("owner", when, part.ownerId(), part.name()), part.categories(),
                part.target(), part.attainment()));
        teams.forEach(part -> add(new Place("team", when, part.teamId(), part.name()), part.categories(),
                part.target(), part.attainment()));
    }

    /** What there are no deals of is told for its target alone. */
    private void add(Place place, List<Figure> figures, @Nullable Money target, @Nullable BigDecimal attainment) {
        if (figures.isEmpty()) {
            begun(place, target, attainment).with("deals", 0L)
                    .with("currency", target == null ? null : target.currency());
        }
        figures.forEach(figure -> begun(place, target, attainment).with("category", figure.category())
                .with("deals", figure.deals())
                .with("amount", figure.amount())
                .with("weighted", figure.weighted())
                .with("currency", figure.amount().currency())
                .with("unconverted", figure.unconverted()));
    }

    private SheetRows.Row begun(Place place, @Nullable Money target, @Nullable BigDecimal attainment) {
        return rows.add(place.part)
                .with("when", place.when)
                .with("id", place.id)
                .with("name", place.name)
                .with("target", target)
                .with("attainment", attainment);
    }

    private void rate(ForecastResponse.UsedRates rate) {
        rows.add("rates")
                .with("currency", rate.currency())
                .with("oldest", rate.oldest())
                .with("newest", rate.newest())
                .with("inverse", rate.inverse());
    }

    private void missing(ForecastResponse.MissingRate missing) {
        rows.add("missing rate")
                .with("deals", missing.deals())
                .with("amount", missing.amount())
                .with("currency", missing.currency())
                .with("targets", missing.targets());
    }

    static Chart chart(ForecastResponse forecast) {
        var groups = new ArrayList<Chart.Group>();
        forecast.months()
                .forEach(month -> groups.add(group(month.month().toString().substring(0, 7),
                        month.categories())));
        if (forecast.overdue() != null) {
            groups.add(group("overdue", forecast.overdue().categories()));
        }
        if (forecast.withoutDay() != null) {
            groups.add(group("no day", forecast.withoutDay().categories()));
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
