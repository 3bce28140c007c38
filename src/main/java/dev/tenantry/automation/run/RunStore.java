package dev.tenantry.automation.run;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * The rows of a run, written in the tenant's transactions. Each transaction begins with {@link #lock}, which holds the
 * queue's row until the commit: nobody can claim the run meanwhile, and who no longer holds it gets no further.
 */
@Component
class RunStore {

    private static final String LOCK = """
            select q.id, q.user_id, q.step_index, q.attempt, o.is_at_rest, w.deleted_at is not null as is_trashed, l.workflow_id, l.trigger_data, w.name, v.workflow_json,
                   s.id as step_id, s.step_config, s.status = 'waiting' as paused, (s.result ->> 'until')::timestamptz <= now() as over
            from workflow_runs q
            join organizations o on o.id = q.organization_id
            join workflow_execution_logs l on l.organization_id = q.organization_id and l.id = q.id
            join workflow_definitions w on w.organization_id = l.organization_id and w.id = l.workflow_id
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            left join workflow_execution_steps s on s.organization_id = q.organization_id and s.execution_log_id = q.id and s.step_index = q.step_index
            where q.id = ? and q.lease_epoch = ? for update of q""";
    private static final String NOTE_STEP = """
            insert into workflow_execution_steps as s (organization_id, execution_log_id, step_index, step_type, step_config, idempotency_key,
                status, result, error_message, retry_count, execution_end, subjects)
            select app.org_id(), ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, case when ? then clock_timestamp() end, ? where app.keep_records(?)
            on conflict on constraint workflow_execution_steps_step_index_key do update
            set status = excluded.status, result = coalesce(excluded.result, s.result), error_message = excluded.error_message,
                retry_count = greatest(s.retry_count, excluded.retry_count), execution_end = excluded.execution_end,
                step_config = coalesce(s.step_config, excluded.step_config),
                subjects = case when excluded.subjects <@ s.subjects then s.subjects else s.subjects || excluded.subjects end""";
    private static final String NOTE_RUN = """
            update workflow_execution_logs set status = ?, version = version + 1, error_details = ?,
                waiting_until = now() + ?::bigint * interval '1 millisecond',
                execution_end = case when ? then clock_timestamp() end,
                result_summary = case when ? then (select jsonb_build_object('succeededSteps', count(*) filter (where s.status = 'succeeded'),
                        'lastStep', max(s.step_index)) from workflow_execution_steps s where s.execution_log_id = workflow_execution_logs.id) end
            where id = ? and (status, error_details, waiting_until) is distinct from (?, ?, now() + ?::bigint * interval '1 millisecond')""";
    private static final String GO_ON = "update workflow_runs set step_index = ?, attempt = 0, lease_losses = 0 where id = ? and lease_epoch = ?";
    /** An epoch of 0 is nobody's: what the holder might still send, a late sign of life, changes nothing. */
    private static final String PUT_BACK = """
            update workflow_runs set attempt = ?, due_at = now() + ? * interval '1 millisecond', lease_epoch = 0, leased_by = null
            where id = ? and lease_epoch = ?""";
    private static final String TAKE_OUT = "delete from workflow_runs where id = ? and lease_epoch = ?";

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MeterRegistry meters;

    RunStore(JdbcClient jdbc, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.meters = meters;
    }

    /** @throws LeaseLost where the run is no longer the claim's */
    RunState lock(Claim claim) {
        return jdbc.sql(LOCK)
                .params(claim.runId(), claim.epoch())
                .query(this::state)
                .optional()
                .orElseThrow(() -> new LeaseLost(claim));
    }

    /** The same for every attempt at a step of a run, and for nothing else. */
    static String idempotencyKey(long runId, int step) {
        var name = TenantContext.current().organizationId() + "/" + runId + "/" + step;
        return "msg_" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }

    /** What is about to be done outside of the house. @throws SubjectGone as all that notes a step */
    void intend(Claim claim, Step step, JsonNode prepared, Subjects subjects) {
        note(claim, step, "running", prepared, null, null, 0, subjects);
        noteRun(claim, "running", null);
    }

    void succeed(Claim claim, Step step, JsonNode prepared, JsonNode result, Subjects subjects) {
        note(claim, step, "succeeded", prepared, result, null, 0, subjects);
        count(step, "succeeded");
    }

    /** @return whether the run is through */
    boolean goOn(Claim claim, int next, int steps) {
        if (next >= steps) {
            held(claim, jdbc.sql(TAKE_OUT).params(claim.runId(), claim.epoch()).update());
            noteRun(claim, "succeeded", null);
            return true;
        }
        held(claim, jdbc.sql(GO_ON).params(next, claim.runId(), claim.epoch()).update());
        noteRun(claim, "running", null);
        return false;
    }

    void pause(Claim claim, Step step, JsonNode prepared, Duration duration, Subjects subjects) {
        var until = jdbc.sql(
                "select to_char((now() + ? * interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .param(duration.toMillis())
                .query(String.class)
                .single();
        note(claim, step, "waiting", prepared, json.createObjectNode().put("until", until), null, 0, subjects);
        noteRun(claim, "waiting", null, duration);
        putBack(claim, 0, duration);
    }

    void retryLater(Claim claim, Step step, int failures, Outcome.Failed failed, Duration pause, Subjects subjects) {
        note(claim, step, "retrying", null, failed.result(), failed.error(), failures, subjects);
        count(step, "retried");
        noteRun(claim, "waiting", failed.error(), pause);
        putBack(claim, failures, pause);
    }

    void fail(Claim claim, Step step, int failures, Outcome.Failed failed, Subjects subjects) {
        note(claim, step, "failed", null, failed.result(), failed.error(), failures - 1, subjects);
        count(step, "failed");
        held(claim, jdbc.sql(TAKE_OUT).params(claim.runId(), claim.epoch()).update());
        noteRun(claim, "failed", "step " + step.index() + " (" + step.type() + "): " + failed.error());
    }

    /** Ends it where it stands: nobody wants what it would do. */
    void cancel(Claim claim, String reason) {
        held(claim, jdbc.sql("select app.cancel_runs(app.org_id(), array[?]::bigint[], ?)")
                .params(claim.runId(), reason)
                .query(Integer.class)
                .single());
    }

    /** Everything stays as it is, for whoever claims the run once its organization is no longer at rest. */
    void rest(Claim claim, RunState run) {
        putBack(claim, run.attempt(), Duration.ZERO);
    }

    /** Nothing has happened; the step is to begin anew, in a while. */
    void postpone(Claim claim, RunState run) {
        putBack(claim, run.attempt(), A_WHILE);
    }

    private void count(Step step, String outcome) {
        meters.counter("tenantry.automation.steps", "type", step.type(), "outcome", outcome).increment();
    }

    private void putBack(Claim claim, int failures, Duration pause) {
        held(claim, jdbc.sql(PUT_BACK).params(failures, pause.toMillis(), claim.runId(), claim.epoch()).update());
    }

    private static void held(Claim claim, int changed) {
        if (changed != 1) {
            throw new LeaseLost(claim);
        }
    }

    private void note(Claim claim, Step step, String status, @Nullable JsonNode prepared, @Nullable JsonNode result,
            @Nullable String error, int retries, Subjects subjects) {
        var noted = jdbc.sql(NOTE_STEP)
                .param(claim.runId())
                .param(step.index())
                .param(step.type())
                .param(prepared == null ? null : prepared.toString())
                .param(idempotencyKey(claim.runId(), step.index()))
                .param(status)
                .param(result == null ? null : result.toString())
                .param(error)
                .param(retries)
                .param(status.equals("succeeded") || status.equals("failed"))
                .param(subjects.toArray())
                .param(subjects.read())
                .update();
        if (noted == 0) {
            throw new SubjectGone();
        }
        subjects.areNoted();
    }

    private void noteRun(Claim claim, String status, @Nullable String error) {
        noteRun(claim, status, error, null);
    }

    private void noteRun(Claim claim, String status, @Nullable String error, @Nullable Duration pause) {
        var wait = pause == null ? null : pause.toMillis();
        var ended = status.equals("succeeded") || status.equals("failed");
        jdbc.sql(NOTE_RUN)
                .param(status)
                .param(error)
                .param(wait)
                .param(ended)
                .param(ended)
                .param(claim.runId())
                .param(status)
                .param(error)
                .param(wait)
                .update();
    }

    private RunState state(ResultSet row, int number) throws SQLException {
        RunState.Begun begun = null;
        if (row.getObject("step_id") != null) {
            var prepared = row.getString("step_config");
            begun = new RunState.Begun(prepared == null ? null : json.readTree(prepared), row.getBoolean("paused"),
                    row.getBoolean("over"));
        }
        return new RunState(row.getLong("id"), row.getObject("user_id", UUID.class),
                row.getObject("workflow_id", UUID.class), row.getString("name"),
                WorkflowDocument.read(json.readTree(row.getString("workflow_json"))), row.getInt("step_index"),
                row.getInt("attempt"), row.getBoolean("is_at_rest"), row.getBoolean("is_trashed"),
                json.readTree(row.getString("trigger_data")), begun);
    }
}
