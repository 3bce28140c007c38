package dev.tenantry.crm.report.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    private static final String STAGES = """
            select p.id as pipeline_id, p.name as pipeline, s.id, s.name, s.kind, s.position
            from pipelines p join pipeline_stages s on s.organization_id = app.org_id() and s.pipeline_id = p.id
            where p.organization_id = app.org_id() order by p.is_default desc, p.name, p.id, s.position""";

    private final Questions questions;
    private final FunnelBlocks blocks;
    private final JdbcClient jdbc;

    Funnels(Questions questions, FunnelBlocks blocks, JdbcClient jdbc) {
        this.questions = questions;
        this.blocks = blocks;
        this.jdbc = jdbc;
    }

    FunnelReport funnel(Questions.Asked asked, Cohort cohort) {
        var question = questions.back(asked);
        var places = places();
        var paths = new HashMap<Long, List<FunnelRow>>();
        var stays = new HashMap<Long, List<double[]>>();
        for (var block : blocks.of(question, cohort, places)) {
            block.rows().forEach(row -> paths.computeIfAbsent(row.pipelineId(), _ -> new ArrayList<>()).add(row));
            block.stays()
                    .forEach((stage, seconds) -> stays.computeIfAbsent(stage, _ -> new ArrayList<>())
                            .add(seconds));
        }
        var medians = new HashMap<Long, Long>();
        stays.forEach((stage, seconds) -> medians.put(stage, Medians.of(seconds)));
        var funnels = new ArrayList<PipelineFunnel>();
        places.stream()
                .collect(Collectors.groupingBy(Place::pipelineId, LinkedHashMap::new, Collectors.toList()))
                .forEach((pipeline, own) -> {
                    var went = paths.get(pipeline);
                    if (went != null) {
                        funnels.add(funnel(own, went, medians));
                    }
                });
        return new FunnelReport(question.from(), question.to(), question.zone().getId(), cohort, funnels);
    }

    /** In the order of pipelines and stages. */
    private List<Place> places() {
        return jdbc.sql(STAGES)
                .query((row, _) -> new Place(row.getLong("pipeline_id"), row.getString("pipeline"), row.getLong("id"),
                        row.getString("name"), StageKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getLong("position")))
                .list();
    }

    private static PipelineFunnel funnel(List<Place> places, List<FunnelRow> paths, Map<Long, Long> medians) {
        var first = places.getFirst();
        var won = count(paths, path -> path.status() == StageKind.WON);
        var lost = count(paths, path -> path.status() == StageKind.LOST);
        return new PipelineFunnel(first.pipelineId(), first.pipeline(), count(paths, _ -> true),
                count(paths, path -> path.status() == StageKind.OPEN), won, lost, Figures.percent(won, won + lost),
                stages(places, paths, medians));
    }

    private static List<StageFunnel> stages(List<Place> places, List<FunnelRow> paths, Map<Long, Long> medians) {
        var stages = new ArrayList<StageFunnel>();
        Long before = null;
        for (var place : places) {
            var entered = count(paths, path -> path.hasBeenAt(place.position()));
            var reached = place.kind() == StageKind.LOST
                    ? null
                    : Long.valueOf(count(paths, path -> hasReached(path, place, places)));
            stages.add(new StageFunnel(place.id(), place.name(), place.kind(), entered, reached,
                    before == null || reached == null ? null : Figures.percent(reached, before),
                    entered - count(paths, path -> place.id().equals(path.here())),
                    count(paths, path -> path.status() == StageKind.LOST && place.id().equals(path.cameFrom())),
                    medians.get(place.id())));
            before = place.kind() == StageKind.OPEN ? reached : before;
        }
        return stages;
    }

    /** What is or was won has been through all open stages, whatever it was in. */
    private static boolean hasReached(FunnelRow path, Place place, List<Place> places) {
        return place == places.getFirst() || path.status() == StageKind.WON || places.stream()
                .filter(other -> other.kind() == StageKind.WON
                        || other.kind() == StageKind.OPEN && place.kind() == StageKind.OPEN
                                && other.position() >= place.position())
                .anyMatch(other -> path.hasBeenAt(other.position()));
    }

    private static long count(List<FunnelRow> paths, Predicate<FunnelRow> condition) {
        return paths.stream().filter(condition).mapToLong(FunnelRow::deals).sum();
    }
}
