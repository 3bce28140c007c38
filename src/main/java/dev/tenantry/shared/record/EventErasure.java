package dev.tenantry.shared.record;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events of the records go, those that nothing has reacted to yet included: there is nothing left to react to. First of all:
 * whoever is reacting to one just now is waited for, and what came of it is seen by those who follow.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EventErasure implements Erasure, PartErasure {

    private final JdbcClient jdbc;

    EventErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql("""
                with erased as (
                    delete from domain_events where organization_id = app.org_id() and aggregate_type = ?
                        and aggregate_id = any(string_to_array(?, ',')) returning id)
                delete from pending_events p using erased e where p.organization_id = app.org_id() and p.id = e.id""")
                .params(type, ids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .update();
    }
}
