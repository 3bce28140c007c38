package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Signals;

/** Starts runs that a person asks for, a time or another service. */
@Component
class RunStarter implements ScheduledRuns, ReceivedRuns {

    /** What an enrolment decides is decided before; where there is none that is not even asked. */
    private static final String START = """
            with workflow as (
                update workflow_definitions set run_count = run_count + case when ?::text is null then 1 else 0 end, last_run_at = now()
                where organization_id = app.org_id() and id = ? and is_active and (? or enrolment - 'goal' = '{}')
                returning organization_id, id, current_version, published_by),
            active as (
                update workflow_triggers t set trigger_count = t.trigger_count + 1, last_triggered_at = now() from workflow w
                where t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active and t.trigger_type = ?
                returning t.id),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, started_by, published_by,
                    root_id, status, trigger_data, subjects, slot_key, error_details, execution_end)
                select w.organization_id, w.id, w.current_version, (select id from active), auth.uid(), w.published_by, ?, ?, ?::jsonb, ?, ?, r.refusal,
                    case when r.refusal is not null then now() end
                from workflow w, (select ?::text as refusal) r
                returning organization_id, id, workflow_id, published_by, root_id, slot_key, error_details is null as is_run),
            ticket as (insert into work_tickets (organization_id, queue) select organization_id, 'runs' from log where is_run),
            waiting as (
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key, throttle_key)
                select organization_id, id, workflow_id, slot_key, ? from log where is_run and ?),
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, root_id, slot_key, due_at)
                select organization_id, id, published_by, root_id, slot_key, now() + ? * interval '1 millisecond' from log where is_run and not ?)
            select id, is_run from log""";
    private static final String LOCK = """
            select current_version, enrolment from workflow_definitions
            where organization_id = app.org_id() and id = ? and is_active for no key update""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Signals signals;
    private final RecordRegistry records;
    private final Admissions admission;

    RunStarter(JdbcClient jdbc, JsonMapper json, Signals signals, RecordRegistry records, Admissions admission) {
        this.admission = admission;
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
        return start(workflowId, Trigger.Type.MANUAL, input).id;
    }

    /** Likewise, where the run's status is asked for. */
    StartedRun startOf(UUID workflowId, JsonNode input) {
        return start(workflowId, Trigger.Type.MANUAL, input);
    }

    /**
     * Likewise, of one that is there to be called.
     *
     * @param body what steps find under {@code trigger}
     * @throws ProblemException 409 besides where it is not
     */
    long call(UUID workflowId, JsonNode body) {
        DocumentSize.INPUT.check("body", body);
        if (!isCallable(workflowId)) {
            throw exists(workflowId)
                    ? ProblemException.conflict("the workflow is not active, or its trigger is no api_call")
                    : ProblemException.notFound();
        }
        return start(workflowId, Trigger.Type.API_CALL, body).id;
    }

    private StartedRun start(UUID workflowId, Trigger.Type type, JsonNode input) {
        var triggerData = json.createObjectNode();
        triggerData.set("trigger", input);
        var subjects = new Subjects(records.typesByReference());
        subjects.addNamedIn(input);
        return start(workflowId, type, triggerData, subjects).orElseThrow(() -> refusal(workflowId));
    }

    private boolean isCallable(UUID workflowId) {
        return jdbc.sql("""
                select exists (select 1 from workflow_triggers
                    where organization_id = app.org_id() and workflow_id = ? and is_active and trigger_type = ?)""")
                .params(workflowId, Trigger.Type.API_CALL.toString())
                .query(Boolean.class)
                .single();
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
        return start(workflowId, Trigger.Type.WEBHOOK, triggerData, subjects).map(StartedRun::id);
    }

    private Optional<StartedRun> start(UUID workflowId, Trigger.Type type, JsonNode triggerData, Subjects subjects) {
        var asked = new Asked(workflowId, type, triggerData, subjects);
        var started = write(asked, false, Starts.AT_ONCE, null).or(() -> admit(asked));
        signals.afterCommit(RunQueue.NAME);
        return started;
    }

    /** @param status as it began: refused, where the enrolment lets in no more */
    record StartedRun(long id, RunStatus status) {}

    private record Asked(UUID workflowId, Trigger.Type type, JsonNode triggerData, Subjects subjects) {

        Candidate candidate(int version, Enrolment enrolment) {
            var scope = new Scope(Map.of("trigger", () -> triggerData.path("trigger")));
            return new Candidate(workflowId, version, new Trigger(type, null, List.of(), null, null), enrolment, scope,
                    null, false);
        }
    }

    /** What is turned away is a run that is refused: whoever asked for it sees why. Nothing where it is not active. */
    private Optional<StartedRun> admit(Asked asked) {
        return jdbc.sql(LOCK)
                .param(asked.workflowId)
                .query((row, _) -> asked.candidate(row.getInt("current_version"),
                        Enrolment.read(json.readTree(row.getString("enrolment")))))
                .optional()
                .flatMap(candidate -> switch (admission.decide(List.of(candidate)).getFirst()) {
                    case Starts starts -> write(asked, true, starts, null);
                    case Decision.TurnedAway away ->
                        write(asked, true, Starts.AT_ONCE, "refused by " + away.stage() + ": " + away.reason());
                    case Decision.Debounced _ -> throw new IllegalStateException("only events are debounced");
                });
    }

    private Optional<StartedRun> write(Asked asked, boolean isDecided, Starts starts, @Nullable String refusal) {
        return jdbc.sql(START)
                .param(refusal)
                .param(asked.workflowId)
                .param(isDecided)
                .param(asked.type.toString())
                .param(Ids.next())
                .param((refusal == null ? RunStatus.QUEUED : RunStatus.REFUSED).toString())
                .param(asked.triggerData.toString())
                .param(asked.subjects.toArray())
                .param(starts.slotKey())
                .param(refusal)
                .param(starts.throttleKey())
                .param(starts.isWaiting())
                .param(starts.delay().toMillis())
                .param(starts.isWaiting())
                .query((row, _) -> new StartedRun(row.getLong("id"),
                        row.getBoolean("is_run") ? RunStatus.QUEUED : RunStatus.REFUSED))
                .optional();
    }

    boolean isActive(UUID workflowId) {
        return jdbc
                .sql("select exists (select from workflow_definitions where organization_id = app.org_id() and id = ? and is_active)")
                .param(workflowId)
                .query(Boolean.class)
                .single();
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
