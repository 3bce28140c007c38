package dev.tenantry.crm.report.lead;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;
import dev.tenantry.shared.money.Money;

/**
 * What became of leads. What deals came to is absent where the caller may not read deals.
 *
 * @param currency that all amounts are in: the organization's, by the rates of the days of closing
 * @param total    of all leads that came in the period
 * @param sources  the same by where they came from, most of them first
 * @param months   the same month by month
 */
record LeadReport(
        LocalDate from,
        LocalDate to,
        String zone,
        String currency,
        LeadFigures total,
        List<SourcePart> sources,
        List<MonthPart> months) implements Report {

    /**
     * Leads in figures.
     *
     * @param leads       how many came
     * @param converted   how many of them are converted
     * @param won         how many of the deals that they were converted to are won
     * @param amount      what those come to; what has no amount, or no rate, is not in it
     * @param unconverted how many of those are in no sum, as no rate is known for their currency
     */
    record LeadFigures(
            long leads,
            long converted,
            @Nullable Long won,
            @Nullable Money amount,
            @Nullable Long unconverted) {}

    /** @param source absent: none is stated */
    record SourcePart(@Nullable String source, LeadFigures figures) {}

    /** @param month its first day @param total of all leads that came in it @param sources those of which some did */
    record MonthPart(LocalDate month, LeadFigures total, List<SourcePart> sources) {}

    @Override
    public Sheet asSheet() {
        var rows = new SheetRows("month", "source", "leads", "converted", "won", "amount", "currency", "unconverted");
        figures(rows.add("all"), total);
        sources.forEach(part -> figures(rows.add("source").with("source", part.source), part.figures));
        for (var month : months) {
            figures(rows.add("whole month").with("month", month.month), month.total);
            month.sources.forEach(part -> figures(
                    rows.add("month").with("month", month.month).with("source", part.source), part.figures));
        }
        return rows.sheet("leads");
    }

    private void figures(SheetRows.Row row, LeadFigures figures) {
        row.with("leads", figures.leads)
                .with("converted", figures.converted)
                .with("won", figures.won)
                .with("amount", figures.amount)
                .with("currency", figures.amount == null ? null : currency)
                .with("unconverted", figures.unconverted);
    }

    @Override
    public Chart asChart() {
        var groups = sources.stream()
                .map(part -> new Chart.Group(part.source == null ? "none stated" : part.source,
                        Chart.bars(Chart.Bar.of(part.figures.leads), Chart.Bar.of(part.figures.converted),
                                Chart.Bar.of(part.figures.won))))
                .toList();
        return new Chart("Leads " + from + " to " + to,
                "Of the %s leads that came in the period (%s), by source: how many came, how many are converted, and how many of the deals are won."
                        .formatted(total.leads, zone),
                List.of("leads", "converted", "won"), groups);
    }
}
