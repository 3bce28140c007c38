package dev.tenantry.crm.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.PipelineReport.Next;
import dev.tenantry.crm.report.PipelineReport.StagePart;
import dev.tenantry.shared.money.Money;

/** How deals went: those that were closed in a period, and the stays in stages that began in it. */
@Service
@Transactional(readOnly = true)
class PipelineReports {

    private static final String CLOSED = """
            with closed as materialized (
                select o.status, o.amount, o.currency, o.closed_on,
                       greatest(o.closed_on - coalesce(o.started_on, (o.created_at at time zone :zone)::date), 0) as days
                from opportunities o
                where o.organization_id = app.org_id() and o.deleted_at is null and o.closed_on between :from and :to
                    and (:pipeline::bigint is null or o.pipeline_id = :pipeline)
                    and (:owner::uuid is null or o.owner_id = :owner)
                    and (:team::bigint is null or o.owner_id in (
                        select m.user_id from team_members m where m.organization_id = app.org_id() and m.team_id = :team))),
            sums as materialized (
                select c.currency, c.closed_on, count(*) as deals, sum(c.amount) as amount from closed c
                where c.status = :won and c.amount is not null group by 1, 2),
            converted as (
                select s.deals, case when s.currency = :home then s.amount else s.amount * r.factor / r.divisor end as amount
                from sums s left join lateral (
                    select q.factor, q.divisor from (
                        (select x.valid_on, x.rate as factor, 1 as divisor, false as is_inverse from exchange_rate_history x
                         where x.organization_id = app.org_id() and x.from_currency = s.currency and x.to_currency = :home
                           and x.valid_on <= s.closed_on and x.valid_until is null
                         order by x.valid_on desc limit 1)
                        union all
                        (select x.valid_on, 1, x.rate, true from exchange_rate_history x
                         where x.organization_id = app.org_id() and x.from_currency = :home and x.to_currency = s.currency
                           and x.valid_on <= s.closed_on and x.valid_until is null
                         order by x.valid_on desc limit 1)) q
                    order by q.valid_on desc, q.is_inverse limit 1) r on s.currency <> :home),
            won as (select count(*) as won, avg(c.days) as average, percentile_cont(0.5) within group (order by c.days) as median
                    from closed c where c.status = :won),
            lost as (select count(*) as lost from closed c where c.status = :lost),
            amounts as (select coalesce(sum(v.amount), 0) as amount, coalesce(sum(v.deals) filter (where v.amount is not null), 0)::bigint as valued,
                               coalesce(sum(v.deals) filter (where v.amount is null), 0)::bigint as unconverted from converted v)
            select won.won, won.average, won.median, lost.lost, amounts.amount, amounts.valued, amounts.unconverted
            from won, lost, amounts""";
    private static final String OPEN = """
            select count(*) from opportunities o
            where o.organization_id = app.org_id() and o.deleted_at is null and o.status = :open
                and (:pipeline::bigint is null or o.pipeline_id = :pipeline)
                and (:owner::uuid is null or o.owner_id = :owner)
                and (:team::bigint is null or o.owner_id in (
                    select m.user_id from team_members m where m.organization_id = app.org_id() and m.team_id = :team))""";
    private static final String STAYS = """
            with began as materialized (
                select h.opportunity_id, h.pipeline_id, h.stage, h.entered_at, h.left_at
                from opportunity_stage_history h
                where h.organization_id = app.org_id()
                    and h.entered_at >= (:from::date)::timestamp at time zone :zone
                    and h.entered_at < (:to::date + 1)::timestamp at time zone :zone)
            select b.pipeline_id, b.stage, n.pipeline_id as next_pipeline, n.stage as next_stage, count(*) as deals,
                   count(b.left_at) as ended, coalesce(sum(extract(epoch from b.left_at - b.entered_at)), 0) as seconds
            from began b
            join opportunities o on o.organization_id = app.org_id() and o.id = b.opportunity_id and o.deleted_at is null
                and (:pipeline::bigint is null or b.pipeline_id = :pipeline)
                and (:owner::uuid is null or o.owner_id = :owner)
                and (:team::bigint is null or o.owner_id in (
                    select m.user_id from team_members m where m.organization_id = app.org_id() and m.team_id = :team))
            left join opportunity_stage_history n on n.organization_id = app.org_id() and n.opportunity_id = b.opportunity_id
                and n.entered_at = b.left_at
            group by 1, 2, 3, 4 order by 1, 5 desc, 2, 3, 4""";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Questions questions;
    private final JdbcClient jdbc;

    PipelineReports(Questions questions, JdbcClient jdbc) {
        this.questions = questions;
        this.jdbc = jdbc;
    }

    private record Closed(
            long won,
            long lost,
            @Nullable BigDecimal average,
            @Nullable BigDecimal median,
            BigDecimal amount,
            long valued,
            long unconverted) {

        /** In percent; null where nothing has ended. */
        @Nullable
        BigDecimal winRate() {
            return won + lost == 0 ? null : share(won, won + lost);
        }

        @Nullable
        Money velocity(long open, String currency) {
            if (valued == 0 || average == null || average.signum() == 0) {
                return null;
            }
            var pace = BigDecimal.valueOf(open).multiply(BigDecimal.valueOf(won)).multiply(amount);
            var per = BigDecimal.valueOf(won + lost).multiply(BigDecimal.valueOf(valued)).multiply(average);
            return Tally.money(pace.divide(per, 6, RoundingMode.HALF_UP), currency);
        }
    }

    private record Way(
            Long pipeline,
            String stage,
            @Nullable Long nextPipeline,
            @Nullable String nextStage,
            long deals,
            long ended,
            BigDecimal seconds) {}

    PipelineReport report(Questions.Asked asked) {
        var question = questions.read(asked);
        var closed = jdbc.sql(CLOSED)
                .params(question.parameters())
                .param("won", StageKind.WON.toString())
                .param("lost", StageKind.LOST.toString())
                .query((row, _) -> closed(row))
                .single();
        var open = jdbc.sql(OPEN)
                .params(question.parameters())
                .param("open", StageKind.OPEN.toString())
                .query(Long.class)
                .single();
        return new PipelineReport(question.from(), question.to(), question.zone().getId(), question.currency(),
                closed.won, closed.lost, closed.winRate(), Tally.money(closed.amount, question.currency()),
                closed.unconverted, rounded(closed.average), rounded(closed.median),
                closed.velocity(open, question.currency()), open, stages(question));
    }

    private static Closed closed(ResultSet row) throws SQLException {
        return new Closed(row.getLong("won"), row.getLong("lost"), row.getBigDecimal("average"),
                row.getBigDecimal("median"), row.getBigDecimal("amount"), row.getLong("valued"),
                row.getLong("unconverted"));
    }

    private List<StagePart> stages(Question question) {
        var ways = new LinkedHashMap<List<Object>, List<Way>>();
        jdbc.sql(STAYS)
                .params(question.parameters())
                .query((row, _) -> new Way(row.getLong("pipeline_id"), row.getString("stage"),
                        row.getObject("next_pipeline", Long.class), row.getString("next_stage"), row.getLong("deals"),
                        row.getLong("ended"), row.getBigDecimal("seconds")))
                .list()
                .forEach(way -> ways.computeIfAbsent(List.of(way.pipeline, way.stage), _ -> new ArrayList<>())
                        .add(way));
        return ways.values()
                .stream()
                .map(PipelineReports::stage)
                .sorted(Comparator.comparing(StagePart::pipelineId)
                        .thenComparing(StagePart::entered, Comparator.reverseOrder())
                        .thenComparing(StagePart::stage))
                .toList();
    }

    private static StagePart stage(List<Way> ways) {
        var entered = ways.stream().mapToLong(Way::deals).sum();
        var left = ways.stream().mapToLong(Way::ended).sum();
        var seconds = ways.stream().map(Way::seconds).reduce(BigDecimal.ZERO, BigDecimal::add);
        var next = new ArrayList<Next>();
        for (var way : ways) {
            if (way.nextPipeline != null && way.nextStage != null) {
                next.add(new Next(way.nextPipeline, way.nextStage, way.deals, share(way.deals, entered)));
            }
        }
        return new StagePart(ways.getFirst().pipeline, ways.getFirst().stage, entered, left,
                left == 0 ? null : seconds.divide(BigDecimal.valueOf(left), 0, RoundingMode.HALF_UP).longValueExact(),
                next);
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal days) {
        return days == null ? null : days.setScale(1, RoundingMode.HALF_UP);
    }
}
