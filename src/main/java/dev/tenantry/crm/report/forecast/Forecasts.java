package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.MemberNames;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.Series;
import dev.tenantry.crm.report.forecast.ForecastResponse.MissingRate;
import dev.tenantry.crm.report.forecast.ForecastResponse.Month;
import dev.tenantry.crm.report.forecast.ForecastResponse.Outside;
import dev.tenantry.crm.report.forecast.ForecastResponse.UsedRates;
import dev.tenantry.shared.access.Caller;

/** What deals are expected to bring and have brought, beside what was aimed at. */
@Service
@Transactional(readOnly = true)
class Forecasts {

    private static final String TEAMS = """
            select m.user_id, m.team_id, t.name from team_member_history m
            join teams t on t.organization_id = app.org_id() and t.id = m.team_id and (t.deleted_at is null or t.deleted_at > :at)
            where m.organization_id = app.org_id() and m.began_at <= :at and (m.valid_until is null or m.valid_until > :at)
            order by m.team_id, m.user_id""";

    private final Questions questions;
    private final ForecastRows rows;
    private final Targets targets;
    private final MemberNames names;
    private final JdbcClient jdbc;

    Forecasts(Questions questions, ForecastRows rows, Targets targets, MemberNames names, JdbcClient jdbc) {
        this.questions = questions;
        this.rows = rows;
        this.targets = targets;
        this.names = names;
        this.jdbc = jdbc;
    }

    ForecastResponse forecast(Questions.Asked asked) {
        var question = questions.ahead(asked);
        var found = rows.of(question);
        var stated = targets.of(question);
        var people = new People(names.all(), new HashMap<>(), new HashMap<>());
        addTeams(people, question);
        var months = new ArrayList<Month>();
        Series.byMonth(question, found.stream().filter(row -> row.month() != null).toList(),
                row -> Objects.requireNonNull(row.month()))
                .forEach((month, own) -> months.add(month(month, own, question, stated, people)));
        return new ForecastResponse(question.from(), question.to(), question.at(), question.zone().getId(),
                question.currency(), question.day(), months,
                outside(found.stream().filter(ForecastRow::isOverdue).toList(), question, people),
                outside(found.stream().filter(row -> row.month() == null && !row.isOverdue()).toList(), question,
                        people),
                used(found), missing(found, stated.missing()));
    }

    /** The teams of each member then, as far as the caller may know them. */
    private void addTeams(People people, Question question) {
        if (Caller.current().may("teams:read")) {
            jdbc.sql(TEAMS)
                    .params(question.parameters())
                    .query(row -> {
                        people.teams()
                                .computeIfAbsent(row.getObject(1, UUID.class), _ -> new ArrayList<>())
                                .add(row.getLong(2));
                        people.teamNames().put(row.getLong(2), row.getString(3));
                    });
        }
    }

    private static Month month(LocalDate month, List<ForecastRow> found, Question question, Targets.Stated stated,
            People people) {
        var parts = Parts.of(found, question, people);
        var currency = question.currency();
        var target = stated.of(month, question.ownerId(), question.teamId());
        return new Month(month, parts.whole().allFigures(currency),
                parts.owners(currency, owner -> owner == null ? null : stated.of(month, owner, null)),
                parts.teams(currency, team -> stated.of(month, null, team)),
                Parts.money(target, currency), parts.whole().attainment(target));
    }

    private static @Nullable Outside outside(List<ForecastRow> found, Question question, People people) {
        if (found.isEmpty()) {
            return null;
        }
        var parts = Parts.of(found, question, people);
        return new Outside(parts.whole().figures(question.currency()),
                parts.owners(question.currency(), _ -> null), parts.teams(question.currency(), _ -> null));
    }

    private static List<UsedRates> used(List<ForecastRow> found) {
        var used = new TreeMap<String, UsedRates>();
        for (var row : found) {
            if (row.oldest() != null && row.newest() != null && row.currency() != null) {
                used.merge(row.currency(),
                        new UsedRates(row.currency(), row.oldest(), row.newest(), row.isInverse()),
                        (one, other) -> new UsedRates(one.currency(),
                                one.oldest().isBefore(other.oldest()) ? one.oldest() : other.oldest(),
                                one.newest().isAfter(other.newest()) ? one.newest() : other.newest(),
                                one.inverse() || other.inverse()));
            }
        }
        return List.copyOf(used.values());
    }

    private static List<MissingRate> missing(List<ForecastRow> found, Map<String, Long> targets) {
        var missing = new TreeMap<String, MissingRate>();
        found.stream()
                .filter(row -> row.unconverted() > 0)
                .forEach(row -> add(new MissingRate(Objects.requireNonNull(row.currency()), row.unconverted(),
                        Figures.money(row.missing(), Objects.requireNonNull(row.currency())), 0), missing));
        targets.forEach((currency, count) -> add(
                new MissingRate(currency, 0, Figures.money(BigDecimal.ZERO, currency), count), missing));
        return List.copyOf(missing.values());
    }

    private static void add(MissingRate more, Map<String, MissingRate> missing) {
        missing.merge(more.currency(), more, (one, other) -> new MissingRate(one.currency(),
                one.deals() + other.deals(),
                Figures.money(one.amount().amount().add(other.amount().amount()), one.currency()),
                one.targets() + other.targets()));
    }
}
