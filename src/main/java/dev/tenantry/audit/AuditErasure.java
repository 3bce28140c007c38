package dev.tenantry.audit;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/**
 * The trail is added to and never changed, with this exception: of what was deleted for good it keeps who did what when and
 * with which properties, and no values.
 */
@Component
class AuditErasure implements Erasure {

    private final JdbcClient jdbc;

    AuditErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql("select app.forget_audited(app.org_id(), ?, string_to_array(?, ','))")
                .params(type, ids.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .query((_, _) -> true)
                .list();
    }
}
