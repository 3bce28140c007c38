package dev.tenantry.crm.quote;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;

/** What quotes take from deals, contacts and the organization, as it is at that moment. */
@Component
class QuoteSnapshots {

    /** Of all lines together, in characters: what a document of some dozen pages has. */
    private static final int LONGEST = 100_000;
    private static final String DEAL = """
            select o.name, o.contact_id, o.pipeline_id from opportunities o
            where o.organization_id = app.org_id() and o.id = ? and o.deleted_at is null for update""";
    private static final String LIVE = """
            select exists (select from opportunities o where o.organization_id = app.org_id() and o.id = ? and o.deleted_at is null)""";
    private static final String CONTACT = """
            select c.name, c.email from contacts c where c.organization_id = app.org_id() and c.id = ? and c.deleted_at is null""";
    private static final String TOTALS = """
            select min(l.currency) as currency, sum(l.net) as net, sum(l.tax) as tax, sum(l.gross) as gross,
                coalesce(sum(length(l.name) + coalesce(length(l.description), 0)), 0) as characters
            from opportunity_line_items l where l.organization_id = app.org_id() and l.opportunity_id = ?""";
    private static final String TAKE = """
            insert into quote_lines (organization_id, quote_id, position, name, description, unit, quantity, unit_price, currency, discount_percent,
                discount_amount, tax_rate, net, tax, gross, interval_months)
            select app.org_id(), ?, l.position, l.name, l.description, l.unit, l.quantity, l.unit_price, l.currency, l.discount_percent,
                l.discount_amount, l.tax_rate, l.net, l.tax, l.gross, p.interval_months
            from opportunity_line_items l left join products p on p.organization_id = l.organization_id and p.id = l.product_id
            where l.organization_id = app.org_id() and l.opportunity_id = ?""";
    private static final String DROP = "delete from quote_lines where organization_id = app.org_id() and quote_id = ?";
    private static final String LINES = """
            select l.position, l.name, l.description, l.unit, l.quantity, l.unit_price, l.currency, l.discount_percent, l.discount_amount, l.tax_rate,
                l.net, l.tax, l.gross, l.interval_months
            from quote_lines l where l.organization_id = app.org_id() and l.quote_id = ? order by l.position""";
    private static final String ORGANIZATION = """
            select o.name from organizations o where o.id = app.org_id() and o.deleted_at is null and not o.is_paused""";
    private static final String NUMBER = """
            insert into quote_numbers as n (organization_id, number_year, last_number) values (app.org_id(), ?, 1)
            on conflict on constraint quote_numbers_pkey do update set last_number = n.last_number + 1
            returning last_number""";

    private final JdbcClient jdbc;

    QuoteSnapshots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Deal(String name, @Nullable Long contactId, Long pipelineId) {}

    record Contact(String name, @Nullable String email) {}

    /** A live deal, which is nobody else's to change before the end of the transaction. */
    Optional<Deal> deal(Long id) {
        return jdbc.sql(DEAL)
                .param(id)
                .query((row, _) -> new Deal(row.getString("name"), row.getObject("contact_id", Long.class),
                        row.getLong("pipeline_id")))
                .optional();
    }

    boolean isLive(Long deal) {
        return jdbc.sql(LIVE).param(deal).query(Boolean.class).single();
    }

    Optional<Contact> contact(Long id) {
        return jdbc.sql(CONTACT)
                .param(id)
                .query((row, _) -> new Contact(row.getString("name"), row.getString("email")))
                .optional();
    }

    /** What the deal's lines come to. @param deal locked @throws ProblemException 409 where there are none, or too much stands in them */
    QuoteTotals totals(Long deal) {
        return jdbc.sql(TOTALS).param(deal).query((row, _) -> {
            if (row.getString("currency") == null) {
                throw ProblemException.conflict("the opportunity has no line items to make a quote of");
            }
            if (row.getLong("characters") > LONGEST) {
                throw ProblemException.conflict(
                        "names and descriptions of a quote's lines have at most " + LONGEST + " characters together");
            }
            return new QuoteTotals(row.getString("currency"), row.getBigDecimal("net"), row.getBigDecimal("tax"),
                    row.getBigDecimal("gross"));
        }).single();
    }

    /** In place of those that the quote has, which is written. */
    void take(Long quote, Long deal) {
        drop(quote);
        jdbc.sql(TAKE).params(quote, deal).update();
    }

    void drop(Long quote) {
        jdbc.sql(DROP).param(quote).update();
    }

    List<QuoteLine> lines(Long quote) {
        return jdbc.sql(LINES).param(quote).query(QuoteSnapshots::line).list();
    }

    /** What the current organization is called; empty where there is none any more, or it is suspended. */
    Optional<String> organization() {
        return jdbc.sql(ORGANIZATION).query(String.class).optional();
    }

    /** The year's next number: whoever else wants one waits for the commit. */
    String number(int year) {
        var number = jdbc.sql(NUMBER).param(year).query(Integer.class).single();
        return String.format(Locale.ROOT, "Q-%d-%04d", year, number);
    }

    private static QuoteLine line(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new QuoteLine(row.getInt("position"), row.getString("name"), row.getString("description"),
                row.getString("unit"), row.getObject("interval_months", Integer.class), row.getBigDecimal("quantity"),
                money(row.getBigDecimal("unit_price"), currency),
                row.getBigDecimal("discount_percent"), Money.of(row.getBigDecimal("discount_amount"), currency),
                row.getBigDecimal("tax_rate"), money(row.getBigDecimal("net"), currency),
                money(row.getBigDecimal("tax"), currency), money(row.getBigDecimal("gross"), currency));
    }

    private static Money money(BigDecimal amount, String currency) {
        return Objects.requireNonNull(Money.of(amount, currency));
    }
}
