package dev.tenantry.integrations.webhook;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** What was told, or was to be told, of a record goes with it, and so does what receivers answered. */
@Component
class DeliveryErasure implements Erasure {

    private final JdbcClient jdbc;
    private final RecordOrder order;

    DeliveryErasure(JdbcClient jdbc, RecordOrder order) {
        this.jdbc = jdbc;
        this.order = order;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        order.keepForAdding();
        jdbc.sql("""
                delete from webhook_deliveries where organization_id = app.org_id() and aggregate_type = ?
                    and aggregate_id = any(string_to_array(?, ','))""")
                .params(type, ids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .update();
    }
}
