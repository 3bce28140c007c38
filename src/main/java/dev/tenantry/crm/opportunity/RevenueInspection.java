package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;
import dev.tenantry.tenancy.Localizations;

/** What was won and lost in a period and in the one before, and the deals that should have been closed by now. */
@Component
class RevenueInspection implements Inspection {

    private static final String CLOSED = """
            select status, closed_on >= ? as is_current, coalesce(currency, '') as currency, count(*) as deals, coalesce(sum(amount), 0) as amount
            from opportunities
            where organization_id = app.org_id() and deleted_at is null and closed_on between ? and ? and status in ('won', 'lost')
            group by 1, 2, 3 order by 1, 2, 3""";
    private static final String OVERDUE = """
            select id, expected_close_on from opportunities
            where organization_id = app.org_id() and deleted_at is null and status = 'open' and expected_close_on < ?
            order by expected_close_on desc, id limit ?""";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final JdbcClient jdbc;
    private final Localizations localizations;

    RevenueInspection(JdbcClient jdbc, Localizations localizations) {
        this.localizations = localizations;
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "payment_revenue";
    }

    /** Of the deals of one period that ended alike: how many, and what they came to by currency. */
    private record Closed(long deals, Map<String, BigDecimal> amounts) {

        static Closed none() {
            return new Closed(0, new TreeMap<>());
        }

        Closed with(long more, String currency, BigDecimal amount) {
            if (!currency.isEmpty()) {
                amounts.merge(currency, amount, BigDecimal::add);
            }
            return new Closed(deals + more, amounts);
        }

        Map<String, Object> shown() {
            var shown = new TreeMap<String, String>();
            amounts.forEach((currency, amount) -> shown.put(currency, amount.toPlainString()));
            return Map.of("deals", deals, "amounts", shown);
        }
    }

    @Override
    public void look(Report report) {
        var closed = closed(report);
        closed.forEach((name, deals) -> report.figure(name, deals.shown()));
        drops(report, closed.getOrDefault("wonBefore", Closed.none()), closed.getOrDefault("won", Closed.none()));
        overdue(report);
    }

    private Map<String, Closed> closed(Report report) {
        var days = report.setting("periodDays");
        var begin = report.today().minusDays(days - 1L);
        var closed = new TreeMap<String, Closed>(Map.of("won", Closed.none(), "wonBefore", Closed.none(),
                "lost", Closed.none(), "lostBefore", Closed.none()));
        jdbc.sql(CLOSED).params(begin, begin.minusDays(days), report.today()).query(row -> {
            var name = row.getString("status") + (row.getBoolean("is_current") ? "" : "Before");
            closed.put(name, closed.getOrDefault(name, Closed.none())
                    .with(row.getLong("deals"), row.getString("currency"), row.getBigDecimal("amount")));
        });
        return closed;
    }

    /** Once a period: by the number of the period since 1970. */
    private static void drops(Report report, Closed before, Closed now) {
        var left = HUNDRED.subtract(BigDecimal.valueOf(report.setting("dropPercent")));
        var period = report.today().toEpochDay() / report.setting("periodDays");
        before.amounts.forEach((currency, amount) -> {
            var earned = now.amounts.getOrDefault(currency, BigDecimal.ZERO);
            if (amount.signum() > 0 && earned.multiply(HUNDRED).compareTo(amount.multiply(left)) <= 0) {
                report.find(new Finding("revenue-drop", "revenue-drop:" + currency + ":" + period,
                        "Won " + earned.toPlainString() + " " + currency + " instead of " + amount.toPlainString()
                                + " in the period before",
                        Map.of()));
            }
        });
    }

    private void overdue(Report report) {
        var before = report.findings().size();
        var days = localizations.ofOrganization().days();
        var latest = report.today().minusDays(report.setting("graceDays"));
        jdbc.sql(OVERDUE).params(latest, Report.MOST).query(row -> {
            var id = row.getString(1);
            var expected = row.getObject(2, LocalDate.class);
            report.find(new Finding("deal-overdue", "deal-overdue:" + id + ":" + expected,
                    "A deal was expected to be closed on " + days.format(expected), Map.of("opportunityId", id)));
        });
        report.figure("overdue", report.findings().size() - before);
    }
}
