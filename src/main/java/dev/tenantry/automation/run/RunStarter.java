package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Signals;

/** Starts runs that a person asks for, a time or another service. */
@Component
class RunStarter implements ScheduledRuns, ReceivedRuns {

    private static final String START = """
            with workflow as (
                update workflow_definitions set run_count = run_count + 1, last_run_at = now()
                where organization_id = app.org_id() and id = ? and is_active returning organization_id, id, current_version, published_by),
            active as (
                update workflow_triggers t set trigger_count = t.trigger_count + 1, last_triggered_at = now() from workflow w
                where t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active and t.trigger_type = ?
                returning t.id),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, started_by, published_by,
                    root_id, status, trigger_data, subjects)
                select w.organization_id, w.id, w.current_version, (select id from active), auth.uid(), w.published_by, ?, ?, ?::jsonb, ? from workflow w
                returning organization_id, id, published_by, root_id),
            ticket as (insert into work_tickets (organization_id, queue) select organization_id, 'runs' from log)
            insert into workflow_run_queue (organization_id, id, user_id, root_id) select organization_id, id, published_by, root_id from log returning id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Signals signals;
    private final RecordRegistry records;

    RunStarter(JdbcClient jdbc, JsonMapper json, Signals signals, RecordRegistry records) {
        this.jdbc = jdbc;
        this.json = json;
        this.signals = signals;
        this.records = records;
    }

    /**
     * Starts a run of an active workflow, in the running transaction.
     *
     * @param input what steps find under {@code trigger}
     * @throws ProblemException 422 where the input is too large, 404 where there is no such workflow, 409 where it is not active
     */
    long start(UUID workflowId, JsonNode input) {
        DocumentSize.INPUT.check("input", input);
        var triggerData = json.createObjectNode();
        triggerData.set("trigger", input);
        var subjects = new Subjects(records.typesByReference());
        subjects.addNamedIn(input);
        return start(workflowId, Trigger.Type.MANUAL, triggerData, subjects).orElseThrow(() -> refusal(workflowId));
    }

    @Override
    public void start(UUID workflowId, Instant time) {
        var triggerData = json.createObjectNode();
        triggerData.putObject("trigger").put("scheduledAt", time.toString());
        start(workflowId, Trigger.Type.SCHEDULE, triggerData, new Subjects(records.typesByReference()));
    }

    @Override
    public Optional<Long> start(UUID workflowId, ObjectNode message) {
        DocumentSize.INPUT.check("body", message);
        var triggerData = json.createObjectNode();
        triggerData.set("trigger", message);
        var subjects = new Subjects(records.typesByReference());
        subjects.addNamedIn(message.path("body"));
        return start(workflowId, Trigger.Type.WEBHOOK, triggerData, subjects);
    }

    private Optional<Long> start(UUID workflowId, Trigger.Type type, JsonNode triggerData, Subjects subjects) {
        var started = jdbc.sql(START)
                .params(workflowId, type.toString(), Ids.next(), RunStatus.QUEUED.toString(), triggerData.toString(),
                        subjects.toArray())
                .query(Long.class)
                .optional();
        signals.afterCommit(RunQueue.NAME);
        return started;
    }

    boolean exists(UUID workflowId) {
        return jdbc
                .sql("""
                select exists (select 1 from workflow_definitions where organization_id = app.org_id() and id = ? and deleted_at is null)""")
                .param(workflowId)
                .query(Boolean.class)
                .single();
    }

    /** Whether there is such a workflow, be it in the trash. */
    boolean isKnown(UUID workflowId) {
        return jdbc.sql("""
                select exists (select 1 from workflow_definitions where organization_id = app.org_id() and id = ?)""")
                .param(workflowId)
                .query(Boolean.class)
                .single();
    }

    private ProblemException refusal(UUID workflowId) {
        return exists(workflowId)
                ? ProblemException.conflict("the workflow is not active")
                : ProblemException.notFound();
    }
}
