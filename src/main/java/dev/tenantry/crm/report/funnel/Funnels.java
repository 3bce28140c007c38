package dev.tenantry.crm.report.funnel;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Figures;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.funnel.FunnelReport.PipelineFunnel;
import dev.tenantry.crm.report.funnel.FunnelReport.StageFunnel;

/** How far deals came that began, or ended, in a period. */
@Service
@Transactional(readOnly = true)
class Funnels {

    /** Behind all open stages. */
    static final long WON = 1_000_000;
    private static final String STAGES = """
            select p.id as pipeline_id, p.name as pipeline, s.id, s.name, s.kind, s.position
            from pipelines p join pipeline_stages s on s.organization_id = app.org_id() and s.pipeline_id = p.id
            where p.organization_id = app.org_id() order by p.is_default desc, p.name, p.id, s.position""";

    private final Questions questions;
    private final FunnelRows rows;
    private final JdbcClient jdbc;

    Funnels(Questions questions, FunnelRows rows, JdbcClient jdbc) {
        this.questions = questions;
        this.rows = rows;
        this.jdbc = jdbc;
    }

    private record Place(Long pipelineId, String pipeline, Long id, String name, StageKind kind, long position) {

        long rank() {
            return kind == StageKind.WON ? WON : position;
        }
    }

    FunnelReport funnel(Questions.Asked asked, Cohort cohort) {
        var question = questions.back(asked);
        var found = new LinkedHashMap<Long, List<FunnelRow>>();
        rows.of(question, cohort)
                .forEach(row -> found.computeIfAbsent(row.pipelineId(), _ -> new ArrayList<>()).add(row));
        var places = new LinkedHashMap<Long, List<Place>>();
        jdbc.sql(STAGES)
                .query((row, _) -> new Place(row.getLong("pipeline_id"), row.getString("pipeline"), row.getLong("id"),
                        row.getString("name"), StageKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getLong("position")))
                .list()
                .forEach(place -> places.computeIfAbsent(place.pipelineId, _ -> new ArrayList<>()).add(place));
        var funnels = new ArrayList<PipelineFunnel>();
        places.forEach((pipeline, own) -> {
            if (found.containsKey(pipeline)) {
                funnels.add(funnel(own, found.getOrDefault(pipeline, List.of())));
            }
        });
        return new FunnelReport(question.from(), question.to(), question.zone().getId(), cohort, funnels);
    }

    private static PipelineFunnel funnel(List<Place> places, List<FunnelRow> found) {
        var standing = deals(FunnelRow.Kind.STANDING, found);
        var open = standing.getOrDefault(0L, 0L);
        var won = standing.getOrDefault(1L, 0L);
        var lost = standing.getOrDefault(2L, 0L);
        var first = places.getFirst();
        return new PipelineFunnel(first.pipelineId, first.pipeline, open + won + lost, open, won, lost,
                Figures.percent(won, won + lost), stages(places, open + won + lost, found));
    }

    private static List<StageFunnel> stages(List<Place> places, long deals, List<FunnelRow> found) {
        var furthest = deals(FunnelRow.Kind.FURTHEST, found);
        var lost = deals(FunnelRow.Kind.LOST, found);
        var stages = new ArrayList<StageFunnel>();
        Long before = null;
        for (var place : places) {
            var reached = place.kind == StageKind.LOST
                    ? null
                    : before == null ? Long.valueOf(deals) : reached(place, furthest);
            var conversion = before == null || reached == null ? null : Figures.percent(reached, before);
            var entered = found.stream()
                    .filter(row -> row.kind() == FunnelRow.Kind.ENTERED && place.id.equals(row.key()))
                    .findFirst();
            stages.add(new StageFunnel(place.id, place.name, place.kind,
                    entered.map(FunnelRow::deals).orElse(0L), reached, conversion,
                    entered.map(FunnelRow::left).orElse(0L), lost.getOrDefault(place.id, 0L),
                    entered.map(Funnels::median).orElse(null)));
            if (place.kind == StageKind.OPEN) {
                before = reached;
            }
        }
        return stages;
    }

    private static Long reached(Place place, Map<Long, Long> furthest) {
        return furthest.entrySet()
                .stream()
                .filter(rank -> rank.getKey() >= place.rank())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static @Nullable Long median(FunnelRow row) {
        return row.seconds() == null ? null : row.seconds().setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** By stage or rank; what has none, as a deal that was in stages of other pipelines alone, is nowhere. */
    private static Map<Long, Long> deals(FunnelRow.Kind kind, List<FunnelRow> found) {
        var deals = new LinkedHashMap<Long, Long>();
        found.stream()
                .filter(row -> row.kind() == kind && row.key() != null)
                .forEach(row -> deals.put(Objects.requireNonNull(row.key()), row.deals()));
        return deals;
    }
}
