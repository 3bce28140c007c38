package dev.tenantry.crm.report.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.shared.money.Money;

/**
 * How deals went.
 *
 * @param currency         that all amounts are in: the organization's, by the rates of the days of closing
 * @param won              how many were won in the period, of those that are won still
 * @param lost             how many were lost
 * @param winRate          what was won, in percent of what was won or lost; absent where nothing was
 * @param wonAmount        what the won ones come to; what has no amount, or no rate, is not in it
 * @param unconverted      how many of the won ones are in no sum, as no rate is known for their currency
 * @param averageCycleDays how many days a won one took from its start (startedOn, else the day it was added) to its closing, on average
 * @param medianCycleDays  what half of them took at most
 * @param velocity         what is won a day at this pace: the deals that are open now times winRate times the average of what was won, by averageCycleDays
 * @param open             how many deals are open now
 * @param stages           how deals went from stage to stage
 */
record PipelineReport(
        LocalDate from,
        LocalDate to,
        String zone,
        String currency,
        long won,
        long lost,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal winRate,
        Money wonAmount,
        long unconverted,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal averageCycleDays,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal medianCycleDays,
        @Nullable Money velocity,
        long open,
        List<StagePart> stages) implements Report {

    @Override
    public Sheet asSheet() {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var stage : stages) {
            rows.add(Arrays.asList(stage.pipelineId, stage.stageId, stage.stage, null, null, stage.entered, stage.left,
                    stage.averageSeconds, null));
            stage.next.forEach(next -> rows.add(Arrays.asList(stage.pipelineId, stage.stageId, stage.stage,
                    next.stageId, next.stage, next.deals, next.deals, null, next.share)));
        }
        return new Sheet("pipeline", List.of("pipelineId", "stageId", "stage", "nextStageId", "nextStage", "entered",
                "left", "averageSeconds", "share"), rows);
    }

    @Override
    public Chart asChart() {
        var groups = stages.stream()
                .map(stage -> new Chart.Group(stage.stage, Chart.bars(Chart.Bar.of(stage.entered),
                        Chart.Bar.of(stage.left))))
                .toList();
        return new Chart("Pipeline " + from + " to " + to,
                "%s won, %s lost, %s %s won, %s open now; below, how many stays in each stage began, and how many of them ended."
                        .formatted(won, lost, wonAmount.amount().toPlainString(), currency, open),
                List.of("entered", "left"), groups);
    }

    /**
     * The stays in a stage that began in the period.
     *
     * @param stage          as it is called today, or was called last
     * @param entered        how many there are
     * @param left           how many of them have ended
     * @param averageSeconds how long these took on average, in seconds
     * @param next           where they led to, most of them first
     */
    record StagePart(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long pipelineId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long stageId,
            String stage,
            long entered,
            long left,
            @Nullable Long averageSeconds,
            List<Next> next) {}

    /** @param deals how many went on there @param share in percent of what entered */
    record Next(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long stageId,
            String stage,
            long deals,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal share) {}
}
