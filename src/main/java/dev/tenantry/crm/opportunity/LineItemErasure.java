package dev.tenantry.crm.opportunity;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** Lines go with their deal, and what the audit trail has of their texts does. */
@Component
class LineItemErasure implements Erasure {

    private static final String FORGET = """
            select app.forget_audited(app.org_id(), 'line-item', array(
                select l.id::text from opportunity_line_items l
                where l.organization_id = app.org_id() and l.opportunity_id = any(cast(? as bigint[]))))""";

    private final JdbcClient jdbc;

    LineItemErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        if (type.equals("opportunity")) {
            jdbc.sql(FORGET)
                    .param(ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                    .query((_, _) -> true)
                    .list();
        }
    }
}
