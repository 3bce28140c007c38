package dev.tenantry.crm.report.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;
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
        var rows = new SheetRows("pipelineId", "stageId", "stage", "nextStageId", "nextStage", "won", "lost", "winRate",
                "wonAmount", "currency", "unconverted", "averageCycleDays", "medianCycleDays", "velocity", "open",
                "entered", "left", "averageSeconds", "deals", "share");
        rows.add("all")
                .with("won", won)
                .with("lost", lost)
                .with("winRate", winRate)
                .with("wonAmount", wonAmount)
                .with("currency", currency)
                .with("unconverted", unconverted)
                .with("averageCycleDays", averageCycleDays)
                .with("medianCycleDays", medianCycleDays)
                .with("velocity", velocity)
                .with("open", open);
        stages.forEach(stage -> stage.addTo(rows));
        return rows.sheet("pipeline");
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
            List<Next> next) {

        private void addTo(SheetRows rows) {
            begun("stage", rows).with("entered", entered).with("left", left).with("averageSeconds", averageSeconds);
            next.forEach(to -> begun("next", rows).with("nextStageId", to.stageId)
                    .with("nextStage", to.stage)
                    .with("deals", to.deals)
                    .with("share", to.share));
        }

        private SheetRows.Row begun(String part, SheetRows rows) {
            return rows.add(part).with("pipelineId", pipelineId).with("stageId", stageId).with("stage", stage);
        }
    }

    /** @param deals how many went on there @param share in percent of what entered */
    record Next(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long stageId,
            String stage,
            long deals,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal share) {}
}
