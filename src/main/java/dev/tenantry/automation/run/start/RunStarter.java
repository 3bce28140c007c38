package dev.tenantry.automation.run.start;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.definition.DocumentSize;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.run.start.AskedRuns.Asked;
import dev.tenantry.automation.run.start.AskedRuns.StartedRun;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.DatedRecords.Dated;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.work.Signals;

/** Starts runs that a person asks for, a time or another service. */
@Component
public class RunStarter implements ScheduledRuns, ReceivedRuns {

    private static final String LOCK = """
            select current_version, enrolment from workflow_definitions
            where organization_id = app.org_id() and id = ? and is_active for no key update""";

    private final AskedRuns runs;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Signals signals;
    private final RecordRegistry records;
    private final Admissions admission;

    RunStarter(AskedRuns runs, JdbcClient jdbc, JsonMapper json, Signals signals, RecordRegistry records,
            Admissions admission) {
        this.runs = runs;
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
    public long start(UUID workflowId, JsonNode input) {
        DocumentSize.INPUT.check("input", input);
        return start(workflowId, Trigger.Type.MANUAL, input);
    }

    /** Likewise, a run for each of the inputs, which are short ones of our own. @return in their order */
    public List<StartedRun> startAll(UUID workflowId, List<? extends JsonNode> inputs) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        var started = start(workflowId, Trigger.Type.MANUAL, inputs.stream().map(this::asked).toList());
        if (started.size() < inputs.size()) {
            throw refusal(workflowId);
        }
        return started;
    }

    /**
     * Likewise, of one that is there to be called.
     *
     * @param body what steps find under {@code trigger}
     * @throws ProblemException 409 besides where it is not
     */
    public long call(UUID workflowId, JsonNode body) {
        DocumentSize.INPUT.check("body", body);
        if (!isCallable(workflowId)) {
            throw exists(workflowId)
                    ? ProblemException.conflict("the workflow is not active, or its trigger is no api_call")
                    : ProblemException.notFound();
        }
        return start(workflowId, Trigger.Type.API_CALL, body);
    }

    private long start(UUID workflowId, Trigger.Type type, JsonNode input) {
        return start(workflowId, type, List.of(asked(input))).stream()
                .findFirst()
                .orElseThrow(() -> refusal(workflowId))
                .id();
    }

    private Asked asked(JsonNode input) {
        return asked(input, input);
    }

    /** @param named where it names the records that it is about */
    private Asked asked(JsonNode told, JsonNode named) {
        var subjects = new Subjects(records.typesByReference());
        subjects.addNamedIn(named);
        return new Asked(json.createObjectNode().set("trigger", told), subjects.toArray());
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
        var told = json.createObjectNode().put("scheduledAt", time.toString());
        start(workflowId, Trigger.Type.SCHEDULE, List.of(asked(told, MissingNode.getInstance())));
    }

    /** What else a record names may be gone when its day comes. */
    @Override
    public void start(UUID workflowId, String type, List<Dated> records) {
        if (!records.isEmpty()) {
            var reference = RecordRegistry.reference(type);
            start(workflowId, Trigger.Type.DATE, records.stream()
                    .map(one -> asked(one.told(), json.createObjectNode().put(reference, one.id().toString())))
                    .toList());
        }
    }

    @Override
    public Optional<Received> start(UUID workflowId, ObjectNode message) {
        DocumentSize.INPUT.check("body", message);
        var asked = asked(message, message.path("body"));
        return start(workflowId, Trigger.Type.WEBHOOK, List.of(asked)).stream()
                .findFirst()
                .map(run -> new Received(run.id(), run.status() == RunStatus.TURNED_AWAY));
    }

    /** Nothing where the workflow is not active. */
    private List<StartedRun> start(UUID workflowId, Trigger.Type type, List<Asked> asked) {
        var started = runs.start(workflowId, type, asked);
        if (started.isEmpty()) {
            started = admit(workflowId, type, asked);
        }
        signals.afterCommit(RunQueue.NAME);
        return started;
    }

    private record Known(int version, Enrolment enrolment) {}

    /** What is turned away is a run, too: whoever asked for it sees why. */
    private List<StartedRun> admit(UUID workflowId, Trigger.Type type, List<Asked> asked) {
        var known = jdbc.sql(LOCK)
                .param(workflowId)
                .query((row, _) -> new Known(row.getInt("current_version"),
                        Enrolment.read(json.readTree(row.getString("enrolment")))))
                .optional();
        if (known.isEmpty()) {
            return List.of();
        }
        var trigger = Trigger.ofType(type);
        return runs.start(workflowId, type, asked, admission.decide(asked.stream()
                .map(one -> new Candidate(workflowId, known.get().version, trigger, known.get().enrolment,
                        new Scope(Map.of("trigger", () -> one.triggerData().path("trigger"))), null,
                        Candidate.Progress.NEW))
                .toList()));
    }

    public boolean isActive(UUID workflowId) {
        return jdbc
                .sql("select exists (select from workflow_definitions where organization_id = app.org_id() and id = ? and is_active)")
                .param(workflowId)
                .query(Boolean.class)
                .single();
    }

    public boolean exists(UUID workflowId) {
        return jdbc
                .sql("""
                select exists (select 1 from workflow_definitions where organization_id = app.org_id() and id = ? and deleted_at is null)""")
                .param(workflowId)
                .query(Boolean.class)
                .single();
    }

    /** Whether there is such a workflow, be it in the trash. */
    public boolean isKnown(UUID workflowId) {
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
