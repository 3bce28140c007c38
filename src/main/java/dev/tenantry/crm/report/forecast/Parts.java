package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.forecast.ForecastResponse.OwnerPart;
import dev.tenantry.crm.report.forecast.ForecastResponse.TeamPart;
import dev.tenantry.shared.money.Money;

/** What some deals come to: all together, by owner and by team. */
record Parts(People people, Tally whole, Map<Optional<UUID>, Tally> byOwner, Map<Long, Tally> byTeam) {

    static Parts of(List<ForecastRow> rows, Question question, People people) {
        var parts = new Parts(people, new Tally(), new LinkedHashMap<>(), new TreeMap<>());
        for (var row : rows) {
            parts.whole.add(row);
            var owner = Optional.ofNullable(row.ownerId());
            parts.byOwner.computeIfAbsent(owner, _ -> new Tally()).add(row);
            owner.map(people.teams()::get)
                    .stream()
                    .flatMap(List::stream)
                    .filter(team -> question.teamId() == null || team.equals(question.teamId()))
                    .forEach(team -> parts.byTeam.computeIfAbsent(team, _ -> new Tally()).add(row));
        }
        return parts;
    }

    List<OwnerPart> owners(String currency, Function<@Nullable UUID, @Nullable BigDecimal> targets) {
        var owners = new ArrayList<OwnerPart>();
        byOwner.forEach((owner, tally) -> {
            var target = targets.apply(owner.orElse(null));
            owners.add(new OwnerPart(owner.orElse(null), owner.map(people.names()::get).orElse(null),
                    tally.figures(currency), money(target, currency),
                    tally.attainment(target)));
        });
        owners.sort(Comparator.comparing(part -> String.valueOf(part.ownerId())));
        return owners;
    }

    List<TeamPart> teams(String currency, Function<Long, @Nullable BigDecimal> targets) {
        return byTeam.entrySet().stream().map(part -> {
            var target = targets.apply(part.getKey());
            return new TeamPart(part.getKey(), people.teamNames().getOrDefault(part.getKey(), ""),
                    part.getValue().figures(currency), money(target, currency),
                    part.getValue().attainment(target));
        }).toList();
    }

    static @Nullable Money money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : Figures.money(amount, currency);
    }
}
