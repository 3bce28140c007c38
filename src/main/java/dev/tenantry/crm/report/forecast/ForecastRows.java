package dev.tenantry.crm.report.forecast;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.ForecastCategory;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.shared.problem.ProblemException;

/** Asks the history of deals what they come to: as they stood then, by what their stages were worth then and by the rates that were known then. */
@Component
class ForecastRows {

    /** Of an answer in a moment, and in memory. */
    static final int MOST = 20_000;

    private static final String SQL = """
            with deals as (
                %3$s h.close_on between :from and :to
                    and %1$s and %2$s
                union all
                %3$s h.close_on is null
                    and %1$s and %2$s
                union all
                %3$s h.close_on < least(:from::date, :day::date) and not h.is_closed
                    and %1$s and %2$s),
            counted as materialized (
                select case when d.close_on >= :from then date_trunc('month', d.close_on::timestamp)::date end as month,
                       coalesce(d.close_on < :from, false) as is_overdue, d.stage_id, d.is_closed, d.forecast_category, d.owner_id, d.currency,
                       case when d.currency <> :home then case when d.is_closed then least(d.close_on, :day) else :day end end as rate_day,
                       count(*) as deals, coalesce(sum(d.amount), 0) as amount
                from deals d group by 1, 2, 3, 4, 5, 6, 7, 8),
            figures as materialized (
                select c.month, c.is_overdue, coalesce(c.forecast_category, t.forecast_category) as category, c.owner_id, c.currency, c.rate_day,
                       sum(c.deals) as deals, sum(c.amount) as amount,
                       sum(c.amount * case when c.is_closed then 100 else t.probability end) / 100 as weighted
                from counted c
                join pipeline_stage_history t on t.organization_id = app.org_id() and t.stage_id = c.stage_id
                    and t.began_at <= :at and (t.valid_until is null or t.valid_until > :at)
                where coalesce(c.forecast_category, t.forecast_category) <> :omitted
                group by 1, 2, 3, 4, 5, 6),
            pairs as materialized (select distinct f.currency, f.rate_day from figures f where f.rate_day is not null),
            rates as materialized (
                select p.currency, p.rate_day, r.valid_on, r.factor, r.divisor, r.is_inverse
                from pairs p cross join lateral %4$s r)
            select f.month, f.is_overdue, f.category, f.owner_id, f.currency, sum(f.deals)::bigint as deals,
                   coalesce(sum(f.amount * r.factor / r.divisor), sum(f.amount) filter (where f.rate_day is null), 0) as amount,
                   coalesce(sum(f.weighted * r.factor / r.divisor), sum(f.weighted) filter (where f.rate_day is null), 0) as weighted,
                   coalesce(sum(f.deals) filter (where f.rate_day is not null and r.factor is null), 0)::bigint as unconverted,
                   coalesce(sum(f.amount) filter (where f.rate_day is not null and r.factor is null), 0) as missing,
                   min(r.valid_on) as oldest, max(r.valid_on) as newest, coalesce(bool_or(r.is_inverse), false) as is_inverse
            from figures f left join rates r on r.currency = f.currency and r.rate_day = f.rate_day
            group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5 limit :most""";
    private static final String STATES = """
            select h.close_on, h.stage_id, h.is_closed, h.forecast_category, h.owner_id, h.currency, h.amount
                from opportunity_history h
                where h.organization_id = app.org_id() and""";
    /** What holds now is a fifth of what there is, or less, and has an index of its own. */
    private static final String AS_OF_NOW = asOf("h.valid_until is null");
    private static final String AS_OF_THEN = asOf(
            "h.began_at <= :at and (h.valid_until is null or h.valid_until > :at)");

    private final JdbcClient jdbc;

    ForecastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Month by month, then by category, owner and currency. @throws ProblemException 400 where there are too many for an answer */
    List<ForecastRow> of(Question question) {
        var rows = jdbc.sql(question.isOfNow() ? AS_OF_NOW : AS_OF_THEN)
                .params(question.parameters())
                .param("omitted", ForecastCategory.OMITTED.toString())
                .param("most", MOST + 1)
                .query((row, _) -> read(row))
                .list();
        if (rows.size() > MOST) {
            throw ProblemException.malformed("to",
                    "there are too many months and owners for one answer: ask for fewer months, or for an owner, a team or a pipeline");
        }
        return rows;
    }

    private static String asOf(String condition) {
        return SQL.formatted(condition, ReportSql.chosenState("h"), STATES, ReportSql.rate("p.currency", "p.rate_day"));
    }

    private static ForecastRow read(ResultSet row) throws SQLException {
        return new ForecastRow(row.getObject("month", LocalDate.class), row.getBoolean("is_overdue"),
                ForecastCategory.valueOf(row.getString("category").toUpperCase(Locale.ROOT)),
                row.getObject("owner_id", UUID.class), row.getString("currency"), row.getLong("deals"),
                row.getBigDecimal("amount"), row.getBigDecimal("weighted"), row.getLong("unconverted"),
                row.getBigDecimal("missing"), row.getObject("oldest", LocalDate.class),
                row.getObject("newest", LocalDate.class), row.getBoolean("is_inverse"));
    }
}
