package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.WebhookConsumer.Outcome;
import dev.tenantry.integrations.WebhookMessages;
import dev.tenantry.shared.database.Rows;

/** Messages as workflows were told them, to be looked at once more. */
@Component
class PastMessages implements WebhookMessages {

    private static final String FIND = """
            select e.message_id, e.headers, e.payload, e.outcomes, e.created_at, e.status, e.error_message, r.workflow_id, r.integration_id, r.verification
            from webhook_events e
            join webhook_receivers r on r.organization_id = app.org_id() and r.id = e.webhook_receiver_id
            where e.organization_id = app.org_id() and e.id = ?""";

    private static final String ID = "\\d{1,18}";
    private static final String NAMED = """
            select id from (
                select e.id, false as is_ours from webhook_receivers r
                join webhook_events e on e.organization_id = app.org_id() and e.webhook_receiver_id = r.id and e.message_id = ?
                where r.organization_id = app.org_id() and (r.workflow_id = ? or r.integration_id is not null)
                union all select e.id, true from webhook_events e where e.organization_id = app.org_id() and e.id = ?::bigint) m
            order by is_ours desc, id desc limit 1""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final KeptMessages kept;

    PastMessages(JdbcClient jdbc, JsonMapper json, KeptMessages kept) {
        this.jdbc = jdbc;
        this.json = json;
        this.kept = kept;
    }

    @Override
    public Optional<Long> find(String message, UUID workflow) {
        if (message.indexOf('\u0000') >= 0) {
            return Optional.empty();
        }
        return jdbc.sql(NAMED)
                .param(message)
                .param(workflow)
                .param(message.matches(ID) ? Long.valueOf(message) : null)
                .query(Long.class)
                .optional();
    }

    @Override
    public Optional<Told> find(long id) {
        return jdbc.sql(FIND).param(id).query((row, _) -> read(row)).optional();
    }

    private Told read(ResultSet row) throws SQLException {
        return new Told(Rows.instant(row, "created_at"),
                Standing.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), row.getString("error_message"),
                row.getObject("workflow_id", UUID.class), row.getObject("integration_id", UUID.class),
                kept.read(row).told(),
                List.of(json.readValue(row.getString("outcomes"), Outcome[].class)));
    }
}
