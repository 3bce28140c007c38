package dev.tenantry.crm.report.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.crm.report.ReportedStages;
import dev.tenantry.crm.report.pipeline.PipelineReport.Next;
import dev.tenantry.crm.report.pipeline.PipelineReport.StagePart;

/** How deals went: those that were closed in a period, and the stays in stages that began in it. */
@Service
@Transactional(readOnly = true)
class PipelineReports {

    private static final String OPEN = """
            select count(*) from opportunities o
            where o.organization_id = app.org_id() and o.deleted_at is null and o.status = :open
                and %s""".formatted(ReportSql.chosen("o"));
    private static final String ASKED = """
            h.entered_at >= (:from::date)::timestamp at time zone :zone
                    and h.entered_at < (:to::date + 1)::timestamp at time zone :zone
                    and (:pipeline::bigint is null or h.pipeline_id = :pipeline)
                    and (:owner::uuid is null and :team::bigint is null or h.opportunity_id in (
                        select p.id from opportunities p where p.organization_id = app.org_id() and %s))"""
            .formatted(ReportSql.owned(ReportSql.owner("p")));
    /** Deals in the trash are few: their stays are counted by themselves, and taken away, rather than looked for at each of all. */
    private static final String STAYS = """
            with counted as (
                select h.pipeline_id, h.stage_id, h.next_stage_id, count(*) as deals, count(h.microseconds) as ended, sum(h.microseconds) as micros
                from opportunity_stage_history h
                where h.organization_id = app.org_id() and %1$s group by 1, 2, 3
                union all
                select h.pipeline_id, h.stage_id, h.next_stage_id, -count(*), -count(h.microseconds), -sum(h.microseconds)
                from opportunities o
                join opportunity_stage_history h on h.organization_id = app.org_id() and h.opportunity_id = o.id
                where o.organization_id = app.org_id() and o.deleted_at is not null and %1$s group by 1, 2, 3)
            select c.pipeline_id, c.stage_id, c.next_stage_id, sum(c.deals)::bigint as deals, sum(c.ended)::bigint as ended,
                   coalesce(sum(c.micros), 0) as microseconds
            from counted c group by 1, 2, 3 having sum(c.deals) > 0 order by 1, 4 desc, 2, 3""".formatted(ASKED);
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private final Questions questions;
    private final ReportedStages stages;
    private final JdbcClient jdbc;

    PipelineReports(Questions questions, ReportedStages stages, JdbcClient jdbc) {
        this.questions = questions;
        this.stages = stages;
        this.jdbc = jdbc;
    }

    /** Stays in a stage that led to the same one, or have not ended. */
    private record Way(Long pipeline, Long stage, @Nullable Long next, long deals, long ended, BigDecimal micros) {}

    PipelineReport report(Questions.Asked asked) {
        var question = questions.back(asked);
        var closed = jdbc.sql(ClosedDeals.SQL)
                .params(question.parameters())
                .param("won", StageKind.WON.toString())
                .param("lost", StageKind.LOST.toString())
                .query((row, _) -> ClosedDeals.read(row))
                .single();
        var open = jdbc.sql(OPEN)
                .params(question.parameters())
                .param("open", StageKind.OPEN.toString())
                .query(Long.class)
                .single();
        return new PipelineReport(question.from(), question.to(), question.zone().getId(), question.currency(),
                closed.won(), closed.lost(), closed.winRate(), Figures.money(closed.amount(), question.currency()),
                closed.unconverted(), rounded(closed.average()), rounded(closed.median()),
                closed.velocity(open, question.currency()), open, stages(question));
    }

    private List<StagePart> stages(Question question) {
        var ways = new LinkedHashMap<Long, List<Way>>();
        jdbc.sql(STAYS)
                .params(question.parameters())
                .query((row, _) -> new Way(row.getLong("pipeline_id"), row.getLong("stage_id"),
                        row.getObject("next_stage_id", Long.class), row.getLong("deals"), row.getLong("ended"),
                        row.getBigDecimal("microseconds")))
                .list()
                .forEach(way -> ways.computeIfAbsent(way.stage, _ -> new ArrayList<>()).add(way));
        var names = stages.all();
        return ways.values()
                .stream()
                .map(own -> stage(own, names))
                .sorted(Comparator.comparing(StagePart::pipelineId)
                        .thenComparing(StagePart::entered, Comparator.reverseOrder())
                        .thenComparing(StagePart::stage))
                .toList();
    }

    private static StagePart stage(List<Way> ways, Map<Long, String> names) {
        var entered = ways.stream().mapToLong(Way::deals).sum();
        var left = ways.stream().mapToLong(Way::ended).sum();
        var micros = ways.stream().map(Way::micros).reduce(BigDecimal.ZERO, BigDecimal::add);
        var next = new ArrayList<Next>();
        for (var way : ways) {
            if (way.next != null) {
                next.add(new Next(way.next, name(way.next, names), way.deals,
                        Objects.requireNonNull(Figures.percent(way.deals, entered))));
            }
        }
        var first = ways.getFirst();
        return new StagePart(first.pipeline, first.stage, name(first.stage, names), entered, left,
                left == 0
                        ? null
                        : micros.divide(MICROS.multiply(BigDecimal.valueOf(left)), 0, RoundingMode.HALF_UP)
                                .longValueExact(),
                next);
    }

    private static String name(Long stage, Map<Long, String> names) {
        return names.getOrDefault(stage, stage.toString());
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal days) {
        return days == null ? null : days.setScale(1, RoundingMode.HALF_UP);
    }
}
