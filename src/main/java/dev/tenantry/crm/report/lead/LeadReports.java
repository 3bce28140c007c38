package dev.tenantry.crm.report.lead;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.crm.report.Series;
import dev.tenantry.crm.report.lead.LeadReport.LeadFigures;
import dev.tenantry.crm.report.lead.LeadReport.MonthPart;
import dev.tenantry.crm.report.lead.LeadReport.SourcePart;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;

/** Where leads came from that came in a period, and what became of them. */
@Service
@Transactional(readOnly = true)
class LeadReports {

    private static final int MOST = 5_000;
    private static final String SQL = """
            with sums as materialized (
                select l.source_key, min(l.source) as source, date_trunc('month', l.created_at at time zone :zone)::date as month,
                       case when o.status = 'won' then o.currency end as currency,
                       case when o.status = 'won' and o.currency <> :home then o.closed_on end as rate_day,
                       count(*) as leads, count(l.converted_at) as converted, count(*) filter (where o.status = 'won') as won,
                       coalesce(sum(o.amount) filter (where o.status = 'won'), 0) as amount
                from leads l
                left join opportunities o on o.organization_id = app.org_id() and o.id = l.opportunity_id and o.deleted_at is null
                where l.organization_id = app.org_id() and l.deleted_at is null and l.created_at >= :begin and l.created_at < :end
                    and (:source::text is null or l.source_key = app.fold(:source)) and %s
                group by 1, 3, 4, 5)
            select s.source_key, min(s.source) as source, s.month, sum(s.leads)::bigint as leads, sum(s.converted)::bigint as converted,
                   sum(s.won)::bigint as won,
                   coalesce(sum(case when s.rate_day is null then s.amount else s.amount * r.factor / r.divisor end), 0) as amount,
                   coalesce(sum(s.won) filter (where s.rate_day is not null and r.factor is null), 0)::bigint as unconverted
            from sums s left join lateral %s r on s.rate_day is not null
            group by 1, 3 order by 3, 1 limit :most"""
            .formatted(ReportSql.owned("l.owner_id"), ReportSql.rate("s.currency", "s.rate_day"));

    private final Questions questions;
    private final JdbcClient jdbc;

    LeadReports(Questions questions, JdbcClient jdbc) {
        this.questions = questions;
        this.jdbc = jdbc;
    }

    LeadReport report(Questions.Asked asked, @Nullable String source) {
        var question = questions.back(asked);
        var rows = rows(question, source);
        var bySource = new LinkedHashMap<Optional<String>, LeadRow>();
        rows.forEach(row -> bySource.merge(Optional.ofNullable(row.key()), row, LeadRow::plus));
        var months = new ArrayList<MonthPart>();
        Series.byMonth(question, rows, LeadRow::month)
                .forEach((month, own) -> months.add(
                        new MonthPart(month, figures(sum(own, question), question), parts(own, question))));
        return new LeadReport(question.from(), question.to(), question.zone().getId(), question.currency(),
                figures(sum(rows, question), question),
                parts(List.copyOf(bySource.values()), question), months);
    }

    private static LeadRow sum(List<LeadRow> rows, Question question) {
        var none = new LeadRow(null, null, question.from(), 0, 0, 0, BigDecimal.ZERO, 0);
        return rows.stream().reduce(none, LeadRow::plus);
    }

    private List<LeadRow> rows(Question question, @Nullable String source) {
        var rows = jdbc.sql(SQL)
                .params(question.parameters())
                .param("begin", Timestamp.from(question.begin()))
                .param("end", Timestamp.from(question.end()))
                .param("source", source)
                .param("most", MOST + 1)
                .query((row, _) -> new LeadRow(row.getString("source_key"), row.getString("source"),
                        row.getObject("month", LocalDate.class), row.getLong("leads"),
                        row.getLong("converted"), row.getLong("won"), row.getBigDecimal("amount"),
                        row.getLong("unconverted")))
                .list();
        if (rows.size() > MOST) {
            throw ProblemException.malformed("to",
                    "there are too many months and sources for one answer: ask for less time, or for a source");
        }
        return rows;
    }

    private static List<SourcePart> parts(List<LeadRow> rows, Question question) {
        return rows.stream()
                .sorted(Comparator.comparingLong(LeadRow::leads)
                        .reversed()
                        .thenComparing(LeadRow::key, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(row -> new SourcePart(row.source(), figures(row, question)))
                .toList();
    }

    private static LeadFigures figures(LeadRow row, Question question) {
        return Caller.current().may("opportunities:read")
                ? new LeadFigures(row.leads(), row.converted(), row.won(),
                        Figures.money(row.amount(), question.currency()), row.unconverted())
                : new LeadFigures(row.leads(), row.converted(), null, null, null);
    }
}
