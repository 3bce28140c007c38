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
    /** Those in the trash are few, and looked for rather than all others. */
    private static final String STAYS = """
            select h.pipeline_id, h.stage_id, h.next_stage_id, count(*) as deals, count(h.seconds) as ended,
                   coalesce(sum(h.seconds), 0) as seconds
            from opportunity_stage_history h
            where h.organization_id = app.org_id()
                and h.entered_at >= (:from::date)::timestamp at time zone :zone
                and h.entered_at < (:to::date + 1)::timestamp at time zone :zone
                and (:pipeline::bigint is null or h.pipeline_id = :pipeline)
                and not exists (select from opportunities o where o.organization_id = app.org_id() and o.id = h.opportunity_id
                    and o.deleted_at is not null)
                and (:owner::uuid is null and :team::bigint is null or h.opportunity_id in (
                    select o.id from opportunities o where o.organization_id = app.org_id() and %s))
            group by 1, 2, 3 order by 1, 4 desc, 2, 3""".formatted(ReportSql.owned("o.owner_id"));

    private final Questions questions;
    private final ReportedStages stages;
    private final JdbcClient jdbc;

    PipelineReports(Questions questions, ReportedStages stages, JdbcClient jdbc) {
        this.questions = questions;
        this.stages = stages;
        this.jdbc = jdbc;
    }

    /** Stays in a stage that led to the same one, or have not ended. */
    private record Way(Long pipeline, Long stage, @Nullable Long next, long deals, long ended, BigDecimal seconds) {}

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
                        row.getBigDecimal("seconds")))
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
        var seconds = ways.stream().map(Way::seconds).reduce(BigDecimal.ZERO, BigDecimal::add);
        var next = new ArrayList<Next>();
        for (var way : ways) {
            if (way.next != null) {
                next.add(new Next(way.next, name(way.next, names), way.deals,
                        Objects.requireNonNull(Figures.percent(way.deals, entered))));
            }
        }
        var first = ways.getFirst();
        return new StagePart(first.pipeline, first.stage, name(first.stage, names), entered, left,
                left == 0 ? null : seconds.divide(BigDecimal.valueOf(left), 0, RoundingMode.HALF_UP).longValueExact(),
                next);
    }

    private static String name(Long stage, Map<Long, String> names) {
        return names.getOrDefault(stage, stage.toString());
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal days) {
        return days == null ? null : days.setScale(1, RoundingMode.HALF_UP);
    }
}
