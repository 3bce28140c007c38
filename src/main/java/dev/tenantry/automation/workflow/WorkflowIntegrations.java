package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.IntegrationUses;

/** The integrations that workflows name: their triggers, and their steps however deep they stand. */
@Component
class WorkflowIntegrations implements IntegrationUses {

    private static final String USING = """
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null
                and (w.trigger_config ->> 'integrationId' = ?
                    or jsonb_path_exists(w.steps, '$.**.config.integration ? (@ == $id)', jsonb_build_object('id', ?::text)))
            order by w.name, w.id limit ?""";

    private final JdbcClient jdbc;

    WorkflowIntegrations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Use> of(UUID integration, int most) {
        var id = integration.toString();
        return jdbc.sql(USING)
                .params(id, id, most)
                .query((row, _) -> new Use(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
