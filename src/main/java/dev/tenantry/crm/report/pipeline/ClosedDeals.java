package dev.tenantry.crm.report.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.shared.money.Money;

/**
 * Deals that were closed in a period.
 *
 * @param average    days from the start to the closing of those that were won
 * @param amount     what the won ones come to that have an amount and a rate
 * @param valued     how many those are
 */
record ClosedDeals(
        long won,
        long lost,
        @Nullable BigDecimal average,
        @Nullable BigDecimal median,
        BigDecimal amount,
        long valued,
        long unconverted) {

    static final String SQL = """
            with closed as materialized (
                select o.status, o.amount, o.currency, o.closed_on,
                       greatest(o.closed_on - coalesce(o.started_on, (o.created_at at time zone :zone)::date), 0) as days
                from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.closed_on between :from and :to
                    and %s),
            sums as materialized (
                select c.currency, c.closed_on, count(*) as deals, sum(c.amount) as amount from closed c
                where c.status = :won and c.amount is not null group by 1, 2),
            converted as (
                select s.deals, case when s.currency = :home then s.amount else s.amount * r.factor / r.divisor end as amount
                from sums s left join lateral %s r on s.currency <> :home),
            won as (select count(*) as won, avg(c.days) as average, percentile_cont(0.5) within group (order by c.days) as median
                    from closed c where c.status = :won),
            lost as (select count(*) as lost from closed c where c.status = :lost),
            amounts as (select coalesce(sum(v.amount), 0) as amount, coalesce(sum(v.deals) filter (where v.amount is not null), 0)::bigint as valued,
                               coalesce(sum(v.deals) filter (where v.amount is null), 0)::bigint as unconverted from converted v)
            select won.won, won.average, won.median, lost.lost, amounts.amount, amounts.valued, amounts.unconverted
            from won, lost, amounts"""
            .formatted(ReportSql.chosen("o"), ReportSql.rate("s.currency", "s.closed_on"));

    static ClosedDeals read(ResultSet row) throws SQLException {
        return new ClosedDeals(row.getLong("won"), row.getLong("lost"), row.getBigDecimal("average"),
                row.getBigDecimal("median"), row.getBigDecimal("amount"), row.getLong("valued"),
                row.getLong("unconverted"));
    }

    /** In percent; null where nothing has ended. */
    @Nullable
    BigDecimal winRate() {
        return Figures.percent(won, won + lost);
    }

    /** @param open how many are open now */
    @Nullable
    Money velocity(long open, String currency) {
        if (valued == 0 || average == null || average.signum() == 0) {
            return null;
        }
        var pace = BigDecimal.valueOf(open).multiply(BigDecimal.valueOf(won)).multiply(amount);
        var per = BigDecimal.valueOf(won + lost).multiply(BigDecimal.valueOf(valued)).multiply(average);
        return Figures.money(pace.divide(per, 6, RoundingMode.HALF_UP), currency);
    }
}
