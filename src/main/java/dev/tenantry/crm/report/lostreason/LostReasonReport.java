package dev.tenantry.crm.report.lostreason;

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
 * Why deals were lost.
 *
 * @param currency    that all amounts are in: the organization's, by the rates of the days of closing
 * @param lost        how many were lost in the period, of those that are lost still
 * @param amount      what they come to; what has no amount, or no rate, is not in it
 * @param unconverted how many are in no sum, as no rate is known for their currency
 * @param reasons     the most frequent first
 */
record LostReasonReport(
        LocalDate from,
        LocalDate to,
        String zone,
        String currency,
        long lost,
        Money amount,
        long unconverted,
        List<ReasonPart> reasons) implements Report {

    /** @param lostReasonId absent: for none that was stated @param share in percent of what was lost */
    record ReasonPart(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long lostReasonId,
            @Nullable String reason,
            long deals,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal share,
            Money amount,
            long unconverted) {}

    @Override
    public Sheet asSheet() {
        var rows = new SheetRows("lost", "lostReasonId", "reason", "deals", "share", "amount", "currency",
                "unconverted");
        rows.add("all")
                .with("lost", lost)
                .with("amount", amount)
                .with("currency", currency)
                .with("unconverted", unconverted);
        reasons.forEach(part -> rows.add("reason")
                .with("lostReasonId", part.lostReasonId)
                .with("reason", part.reason)
                .with("deals", part.deals)
                .with("share", part.share)
                .with("amount", part.amount)
                .with("currency", currency)
                .with("unconverted", part.unconverted));
        return rows.sheet("lost-reasons");
    }

    @Override
    public Chart asChart() {
        var groups = reasons.stream()
                .map(part -> new Chart.Group(part.reason == null ? "none stated" : part.reason,
                        Chart.bars(Chart.Bar.of(part.deals))))
                .toList();
        return new Chart("Lost reasons " + from + " to " + to,
                "Why %s deals were lost, %s %s in all.".formatted(lost, amount.amount().toPlainString(), currency),
                List.of("deals"), groups);
    }
}
