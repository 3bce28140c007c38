package dev.tenantry.crm.quote;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;
import dev.tenantry.shared.record.PartErasure;

/**
 * What events, runs and deliveries have of quotes goes with their deal, and with the contact whom they name. Right behind what was told of
 * these themselves: whoever is reacting to an event holds runs, and is waited for before any is locked here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class QuoteTraces implements Erasure {

    private static final String OF_DEALS = """
            select q.id from quotes q where q.organization_id = app.org_id() and q.opportunity_id = any(cast(? as bigint[])) order by q.id""";
    private static final String OF_CONTACTS = """
            select q.id from quotes q where q.organization_id = app.org_id() and q.contact_id = any(cast(? as bigint[])) order by q.id""";
    private static final String FORGET_RUNS = "select app.forget_runs(app.org_id(), 'quote', string_to_array(?, ','))";

    private final JdbcClient jdbc;
    private final List<PartErasure> others;

    QuoteTraces(JdbcClient jdbc, List<PartErasure> others) {
        this.jdbc = jdbc;
        this.others = others;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        switch (type) {
            case "opportunity" -> forget(OF_DEALS, ids);
            case "contact" -> forget(OF_CONTACTS, ids);
            default -> {
            }
        }
    }

    private void forget(String statement, List<Long> ids) {
        var quotes = jdbc.sql(statement).param(ids.toArray(Long[]::new)).query((row, _) -> row.getLong(1)).list();
        if (!quotes.isEmpty()) {
            others.forEach(other -> other.erase(QuoteJournal.TYPE, quotes));
            jdbc.sql(FORGET_RUNS)
                    .param(quotes.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .query((_, _) -> true)
                    .list();
        }
    }
}
