package dev.tenantry.crm.quote;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.crm.address.PostalAddress;
import dev.tenantry.shared.access.Caller;
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
    private static final String PARTIES = """
            select s.settings ->> 'postalAddress' as sender, s.settings ->> 'taxNumber' as tax_number, coalesce(f.name, c.company) as company,
                jsonb_path_query_first(case when f.addresses <> '[]' then f.addresses else c.addresses end, '$[*] ? (@.label like_regex "bill" flag "i")') as billing,
                (case when f.addresses <> '[]' then f.addresses else c.addresses end) -> 0 as address
            from organization_settings s
            left join opportunities o on o.organization_id = app.org_id() and o.id = :deal
            left join contacts c on c.organization_id = app.org_id() and c.id = :contact and c.deleted_at is null
            left join companies f on f.organization_id = app.org_id() and f.id = coalesce(o.company_id, c.company_id) and f.deleted_at is null
                and :companies
            where s.organization_id = app.org_id()""";
    private static final String NUMBER = """
            insert into quote_numbers as n (organization_id, number_year, last_number) values (app.org_id(), ?, 1)
            on conflict on constraint quote_numbers_pkey do update set last_number = n.last_number + 1
            returning last_number""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    QuoteSnapshots(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
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

    /**
     * What the organization's settings have, and of the company, else of the contact, the address for bills, else the first one, as far as the
     * caller may read them.
     */
    QuoteParties parties(Long deal, @Nullable Long contact) {
        var caller = Caller.current();
        return jdbc.sql(PARTIES)
                .param("deal", deal)
                .param("contact", caller.may("contacts:read") ? contact : null, Types.BIGINT)
                .param("companies", caller.may("companies:read"))
                .query((row, _) -> {
                    var billing = row.getString("billing");
                    var address = billing == null ? row.getString("address") : billing;
                    return new QuoteParties(joined(row.getString("sender"), row.getString("tax_number")),
                            joined(row.getString("company"), address == null ? null : written(address)));
                })
                .single();
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        var lines = Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? null : lines;
    }

    private String written(String address) {
        var read = json.readValue(address, PostalAddress.class);
        var city = Stream.of(read.postalCode(), read.city()).filter(Objects::nonNull).collect(Collectors.joining(" "));
        var lines = new ArrayList<>(Objects.requireNonNullElse(read.lines(), List.<String>of()));
        Stream.of(city, read.region(), read.country())
                .filter(line -> line != null && !line.isEmpty())
                .forEach(lines::add);
        return String.join("\n", lines);
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
