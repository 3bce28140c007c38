package dev.tenantry.crm.report.funnel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;

/**
 * How far deals came.
 *
 * @param cohort    which deals are followed
 * @param pipelines those that any of the deals are in
 */
record FunnelReport(LocalDate from, LocalDate to, String zone, Cohort cohort, List<PipelineFunnel> pipelines)
        implements
            Report {

    /**
     * The deals of a pipeline.
     *
     * @param winRate what was won, in percent of what was won or lost
     */
    record PipelineFunnel(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId,
            String pipeline,
            long deals,
            long open,
            long won,
            long lost,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal winRate,
            List<StageFunnel> stages) {

        private void addTo(SheetRows rows) {
            begun("pipeline", rows).with("deals", deals)
                    .with("open", open)
                    .with("won", won)
                    .with("lost", lost)
                    .with("winRate", winRate);
            stages.forEach(stage -> begun("stage", rows).with("stageId", stage.stageId)
                    .with("stage", stage.stage)
                    .with("kind", stage.kind)
                    .with("entered", stage.entered)
                    .with("reached", stage.reached)
                    .with("conversion", stage.conversion)
                    .with("left", stage.left)
                    .with("lost", stage.lost)
                    .with("medianSeconds", stage.medianSeconds));
        }

        private SheetRows.Row begun(String part, SheetRows rows) {
            return rows.add(part).with("pipelineId", pipelineId).with("pipeline", pipeline);
        }
    }

    /**
     * A stage.
     *
     * @param entered       how many deals have been in it
     * @param reached       how many have been in it or further on; null: deals are lost in it
     * @param conversion    those, in percent of what reached the open stage before
     * @param left          how many of those that entered are in it no more
     * @param lost          how many were in it last before they were lost
     * @param medianSeconds half of the stays in it that have ended took so long at most
     */
    record StageFunnel(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long stageId,
            String stage,
            StageKind kind,
            long entered,
            @Nullable Long reached,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal conversion,
            long left,
            long lost,
            @Nullable Long medianSeconds) {}

    @Override
    public Sheet asSheet() {
        var rows = new SheetRows("pipelineId", "pipeline", "stageId", "stage", "kind", "deals", "open", "won", "lost",
                "winRate", "entered", "reached", "conversion", "left", "medianSeconds");
        pipelines.forEach(funnel -> funnel.addTo(rows));
        return rows.sheet("funnel");
    }

    @Override
    public Chart asChart() {
        var groups = new ArrayList<Chart.Group>();
        for (var funnel : pipelines) {
            for (var stage : funnel.stages) {
                if (stage.reached != null) {
                    groups.add(new Chart.Group(
                            pipelines.size() == 1 ? stage.stage : funnel.pipeline + ": " + stage.stage,
                            Chart.bars(Chart.Bar.of(stage.reached), Chart.Bar.of(stage.lost))));
                }
            }
        }
        return new Chart("Funnel " + from + " to " + to,
                "Of the deals that were %s in the period (%s): how many came to each stage or further, and how many were lost from it."
                        .formatted(cohort, zone),
                List.of("reached", "lost"), groups);
    }
}
