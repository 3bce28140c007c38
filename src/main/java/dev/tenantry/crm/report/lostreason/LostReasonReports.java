package dev.tenantry.crm.report.lostreason;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.crm.report.lostreason.LostReasonReport.ReasonPart;

/** Why deals were lost that were closed in a period. */
@Service
@Transactional(readOnly = true)
class LostReasonReports {

    private static final String SQL = """
            with sums as materialized (
                select o.lost_reason_id, o.currency, case when o.currency <> :home then o.closed_on end as rate_day,
                       count(*) as deals, coalesce(sum(o.amount), 0) as amount
                from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.closed_on between :from and :to
                    and o.status = :lost and %s
                group by 1, 2, 3)
            select s.lost_reason_id, n.name, sum(s.deals)::bigint as deals,
                   coalesce(sum(case when s.rate_day is null then s.amount else s.amount * r.factor / r.divisor end), 0) as amount,
                   coalesce(sum(s.deals) filter (where s.rate_day is not null and r.factor is null), 0)::bigint as unconverted
            from sums s
            left join lost_reasons n on n.organization_id = app.org_id() and n.id = s.lost_reason_id
            left join lateral %s r on s.rate_day is not null
            group by 1, 2 order by 3 desc, 2, 1""".formatted(ReportSql.chosen("o"),
            ReportSql.rate("s.currency", "s.rate_day"));

    private final Questions questions;
    private final JdbcClient jdbc;

    LostReasonReports(Questions questions, JdbcClient jdbc) {
        this.questions = questions;
        this.jdbc = jdbc;
    }

    private record Reason(@Nullable Long id, @Nullable String name, long deals, BigDecimal amount, long unconverted) {}

    LostReasonReport report(Questions.Asked asked) {
        var question = questions.back(asked);
        var reasons = jdbc.sql(SQL)
                .params(question.parameters())
                .param("lost", StageKind.LOST.toString())
                .query((row, _) -> new Reason(row.getObject("lost_reason_id", Long.class), row.getString("name"),
                        row.getLong("deals"), row.getBigDecimal("amount"), row.getLong("unconverted")))
                .list();
        var deals = reasons.stream().mapToLong(Reason::deals).sum();
        var amount = reasons.stream().map(Reason::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new LostReasonReport(question.from(), question.to(), question.zone().getId(), question.currency(),
                deals, Figures.money(amount, question.currency()),
                reasons.stream().mapToLong(Reason::unconverted).sum(), parts(reasons, deals, question.currency()));
    }

    private static List<ReasonPart> parts(List<Reason> reasons, long deals, String currency) {
        return reasons.stream()
                .map(reason -> new ReasonPart(reason.id, reason.name, reason.deals,
                        Figures.percent(reason.deals, deals), Figures.money(reason.amount, currency),
                        reason.unconverted))
                .toList();
    }
}
