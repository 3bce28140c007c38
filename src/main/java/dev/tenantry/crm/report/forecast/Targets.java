package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.shared.access.Caller;

/** What was aimed at, as it was stated then and the caller may read it, converted by the rates of the question's day. */
@Component
class Targets {

    private static final String SQL = """
            select t.month, t.owner_id, t.team_id, t.currency,
                   case when t.currency = :home then t.amount else t.amount * r.factor / r.divisor end as amount
            from forecast_target_history t
            left join lateral %s r on true
            where t.organization_id = app.org_id() and t.began_at <= :at and (t.valid_until is null or t.valid_until > :at)
                and t.month <= :to and t.month >= date_trunc('month', :from::date)
            order by t.month, t.id limit :most""".formatted(ReportSql.rate("t.currency", ":day"));

    private final JdbcClient jdbc;

    Targets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose: a member's, a team's, or with neither that of all together. */
    private record Aim(LocalDate month, @Nullable UUID ownerId, @Nullable Long teamId) {}

    /** Amounts in the question's currency. */
    static final class Stated {

        private final Map<Aim, BigDecimal> amounts = new HashMap<>();
        private final Map<String, Long> missing = new TreeMap<>();

        /** How many are left out, by the currency that no rate is known for. */
        Map<String, Long> missing() {
            return missing;
        }

        /** Null where nothing was aimed at. */
        @Nullable
        BigDecimal of(LocalDate month, @Nullable UUID owner, @Nullable Long team) {
            return amounts.get(new Aim(month, owner, team));
        }
    }

    Stated of(Question question) {
        var stated = new Stated();
        if (Caller.current().may("forecast-targets:read")) {
            jdbc.sql(SQL).params(question.parameters()).param("most", ForecastRows.MOST).query(row -> {
                var amount = row.getBigDecimal("amount");
                if (amount == null) {
                    stated.missing.merge(row.getString("currency"), 1L, Long::sum);
                } else {
                    stated.amounts.put(new Aim(row.getObject("month", LocalDate.class),
                            row.getObject("owner_id", UUID.class), row.getObject("team_id", Long.class)), amount);
                }
            });
        }
        return stated;
    }
}
