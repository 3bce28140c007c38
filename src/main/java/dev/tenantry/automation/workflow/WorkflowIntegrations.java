package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.agent.TellingAgents;
import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.rights.Dependents;
import dev.tenantry.automation.version.KeptVersions;
import dev.tenantry.integrations.IntegrationUses;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.access.WorkflowUse;

/** The integrations that workflows go by: those that their triggers name, and those of their steps however deep they stand. */
@Component
class WorkflowIntegrations implements IntegrationUses {

    private static final String USING = """
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null
                and (w.trigger_config ->> 'integrationId' = ?
                    or jsonb_path_exists(w.steps, '$.**.config.integration ? (@ == $id)', jsonb_build_object('id', ?::text))
                    or jsonb_path_exists(w.steps, '$.** ? (@.type == $types[*] && !exists(@.config.integration))', jsonb_build_object('types', ?::text[])))
            order by w.name, w.id limit ?""";

    /** All that is kept of those that what they send goes by it, and of those that carry these out. */
    private static final String SENDING = """
            with recursive sending as materialized (
                select k.workflow_id, k.version_number from (%s) k
                where jsonb_exists(k.integrations, ?) or jsonb_exists_any(k.free_steps, ?)),
            calls as materialized (%s),
            carried as (
                select workflow_id::text as id from sending
                union
                select c.workflow_id::text from carried w join calls c on c.called = w.id)
            select workflow_id, version_number from sending
            union
            select c.workflow_id, c.version_number from carried w join calls c on c.called = w.id"""
            .formatted(KeptVersions.SQL, KeptVersions.CALLS);

    private final JdbcClient jdbc;
    private final KeptVersions kept;
    private final StepTypes types;
    private final Integrations integrations;
    private final Dependents dependents;
    private final TellingAgents agents;

    WorkflowIntegrations(JdbcClient jdbc, KeptVersions kept, StepTypes types, Integrations integrations,
            Dependents dependents, TellingAgents agents) {
        this.kept = kept;
        this.jdbc = jdbc;
        this.types = types;
        this.integrations = integrations;
        this.dependents = dependents;
        this.agents = agents;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<WorkflowUse> of(UUID integration, int most) {
        var id = integration.toString();
        var asking = types.asking(operation -> integrations.isOnly(integration, operation));
        return jdbc.sql(USING)
                .params(id, id, asking.toArray(String[]::new), most)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void demandToRedirect(UUID integration) {
        var asking = types.asking(operation -> integrations.exists(integration, operation));
        var sending = kept.needed(SENDING, integration.toString(), asking.toArray(String[]::new));
        var told = integrations.exists(integration, Operation.Complete.class) ? agents.reading() : Set.<String>of();
        dependents.demandToRead(sending, told, "what workflows send by it");
    }
}
