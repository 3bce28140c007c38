package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.RunWakes;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.step.Delegation;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.database.Rows;

/**
 * The rows of a run, written in the tenant's transactions. Each transaction begins with {@link #lock}, which holds the
 * queue's row until the commit: nobody can claim the run meanwhile, and who no longer holds it gets no further.
 */
@Component
class RunStore {

    private static final String NOTE_STEP = """
            insert into workflow_execution_steps as s (organization_id, execution_log_id, step_index, step_type, step_config,
                status, result, error_message, retry_count, execution_end, subjects)
            select app.org_id(), ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?, ?, case when ? then clock_timestamp() end, ? where app.keep_records(app.org_id(), ?)
            on conflict on constraint workflow_execution_steps_pkey do update
            set status = excluded.status, result = coalesce(excluded.result, s.result), error_message = excluded.error_message,
                retry_count = greatest(s.retry_count, excluded.retry_count), execution_end = excluded.execution_end,
                step_config = coalesce(excluded.step_config, s.step_config),
                subjects = case when excluded.subjects <@ s.subjects then s.subjects else s.subjects || excluded.subjects end""";
    private static final String KEPT = """
            select coalesce(sum(length(result::text)), 0) from workflow_execution_steps
            where organization_id = app.org_id() and execution_log_id = ?""";
    private static final String NOTE_RUN = """
            update workflow_execution_logs set status = ?, version = version + 1, error_details = ?,
                paused_at = case when ? then null else paused_at end, paused_by = case when ? then null else paused_by end,
                waiting_until = coalesce(?::timestamptz, now() + ?::bigint * interval '1 millisecond'),
                execution_end = case when ? then clock_timestamp() end,
                result_summary = case when ? then (select jsonb_build_object('succeededSteps', count(*) filter (where s.status = ?),
                        'lastStep', max(s.step_index)) || jsonb_strip_nulls(jsonb_build_object('refusedRecipients', nullif(sum(jsonb_array_length(
                            jsonb_path_query_array(s.result, '$.refused[*].recipient'))), 0))) from workflow_execution_steps s
                        where s.organization_id = app.org_id() and s.execution_log_id = workflow_execution_logs.id) end
            where organization_id = app.org_id() and id = ? and (status, error_details, waiting_until) is distinct from (?, ?, coalesce(?::timestamptz, now() + ?::bigint * interval '1 millisecond'))""";
    private static final String UNTIL = """
            select to_char(coalesce(?::timestamptz, now() + ? * interval '1 millisecond') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""";
    private static final String GO_ON = """
            update workflow_run_queue set step_index = ?, step_failures = 0, attempts = 0, lease_losses = 0
            where organization_id = ? and id = ? and lease_epoch = ?""";
    /** For what comes due before the time of a lease is over: until then somebody looks anyway, and sees what waits longer. */
    private static final String PUT_BACK = """
            with put_back as (
                update workflow_run_queue set step_failures = ?, due_at = coalesce(?::timestamptz, now() + ? * interval '1 millisecond'), lease_epoch = 0, leased_by = null,
                    quota_until = case when ? then now() + ? * interval '1 millisecond' end
                where organization_id = ? and id = ? and lease_epoch = ? returning organization_id, due_at),
            ticket as (
                insert into work_tickets (organization_id, queue, due_at)
                select organization_id, 'runs', due_at from put_back where due_at < now() + ? * interval '1 millisecond')
            select count(*) from put_back""";
    private static final String COUNT_IN_DOUBT = """
            update workflow_run_queue set step_failures = step_failures + 1 where organization_id = ? and id = ? and lease_epoch = ?""";
    private static final String TAKE_OUT = "delete from workflow_run_queue where organization_id = ? and id = ? and lease_epoch = ?";

    private static final Duration A_WHILE = Duration.ofSeconds(1);
    /** Nobody is to wait for ever where there should be news and is none. */
    private static final Duration NO_NEWS = Duration.ofMinutes(10);

    private final RunReader reader;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EngineSettings settings;
    private final MeterRegistry meters;
    private final RunWakes wakes;

    RunStore(RunReader reader, JdbcClient jdbc, JsonMapper json, EngineSettings settings, MeterRegistry meters,
            RunWakes wakes) {
        this.reader = reader;
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
        this.meters = meters;
        this.wakes = wakes;
    }

    /** @throws LeaseLost where the run is no longer the claim's */
    RunState lock(Claim claim) {
        return reader.lock(claim);
    }

    /** What is about to be done outside of the application. @throws SubjectGone as all that notes a step */
    void intend(Claim claim, RunState run, JsonNode prepared, Subjects subjects) {
        note(claim, run, StepStatus.RUNNING, prepared, null, null, 0, subjects);
        noteRun(claim, run, RunStatus.RUNNING, null, null, null);
    }

    void countInDoubt(Claim claim) {
        held(claim, jdbc.sql(COUNT_IN_DOUBT).params(claim.organizationId(), claim.runId(), claim.epoch()).update());
    }

    /** Characters of what its steps have come to. */
    long kept(RunState run) {
        return jdbc.sql(KEPT).param(run.runId()).query(Long.class).single();
    }

    void succeed(Claim claim, RunState run, JsonNode prepared, JsonNode result, Subjects subjects) {
        note(claim, run, StepStatus.SUCCEEDED, prepared, result, null, 0, subjects);
        count(run.step(), "succeeded");
    }

    /** @return whether the run is through */
    boolean goOn(Claim claim, RunState run, int next) {
        if (next >= run.document().steps().size()) {
            held(claim, takeOut(claim));
            noteRun(claim, run, RunStatus.SUCCEEDED, null, null, null);
            return true;
        }
        held(claim, jdbc.sql(GO_ON).params(next, claim.organizationId(), claim.runId(), claim.epoch()).update());
        noteRun(claim, run, RunStatus.RUNNING, null, null, null);
        return false;
    }

    void pause(Claim claim, RunState run, JsonNode prepared, Outcome.Paused paused, Subjects subjects) {
        var until = jdbc.sql(UNTIL)
                .params(Arrays.asList(Rows.timestamp(paused.until()), paused.duration().toMillis()))
                .query(String.class)
                .single();
        note(claim, run, StepStatus.WAITING, prepared, json.createObjectNode().put("until", until), null, 0, subjects);
        noteRun(claim, run, RunStatus.WAITING, null, paused.duration(), paused.until());
        putBack(claim, 0, paused.duration(), paused.until());
    }

    void retryLater(Claim claim, RunState run, int failures, Outcome.Failed failed, Duration pause, Subjects subjects) {
        note(claim, run, StepStatus.RETRYING, null, failed.result(), failed.error(), failures, subjects);
        count(run.step(), failures > run.attempt() ? "retried" : "deferred");
        noteRun(claim, run, RunStatus.WAITING, failed.error(), pause, null);
        putBack(claim, failures, pause, null);
    }

    /** It was no attempt. Of what waits for a quota is noted until when. */
    void defer(Claim claim, RunState run, Outcome.Deferred deferred, Subjects subjects) {
        note(claim, run, StepStatus.RETRYING, null, null, deferred.reason(), run.attempt(), subjects);
        count(run.step(), "deferred");
        noteRun(claim, run, RunStatus.WAITING, deferred.reason(), deferred.pause(), null);
        putBack(claim, run.attempt(), deferred.pause(), null, deferred.isOverQuota());
    }

    /** Somebody else carries the step out, and wakes the run when there is news. */
    void await(Claim claim, RunState run, Delegation.UnderWay underWay, Subjects subjects) {
        var failures = underWay.failures();
        if (failures > run.attempt()) {
            note(claim, run, StepStatus.RETRYING, null, null, underWay.error(), failures, subjects);
            count(run.step(), "retried");
        }
        if (underWay.isNews(run.attempt())) {
            noteRun(claim, run, RunStatus.WAITING, underWay.error(), underWay.pause(), null);
        }
        putBack(claim, Math.max(failures, run.attempt()), NO_NEWS, null);
    }

    /** Until somebody wakes it, or the time is over. */
    void await(Claim claim, RunState run, Delegation.Waiting waiting) {
        if (waiting.until() != null) {
            noteRun(claim, run, RunStatus.WAITING, null, null, waiting.until());
        }
        putBack(claim, 0, waiting.lookAgain(), null);
    }

    void fail(Claim claim, RunState run, int failures, Outcome.Failed failed, Subjects subjects) {
        var step = run.step();
        note(claim, run, StepStatus.FAILED, null, failed.result(), failed.error(), failures - 1, subjects);
        count(step, "failed");
        held(claim, takeOut(claim));
        noteRun(claim, run, RunStatus.FAILED, step.called() + " (" + step.type() + "): " + failed.error(), null, null);
    }

    /** Nothing has happened; the step is to begin anew in a while, or its pause to go on. */
    void postpone(Claim claim, RunState run) {
        var begun = run.begun();
        putBack(claim, run.attempt(), begun == null || begun.pause().isZero() ? A_WHILE : begun.pause(), null);
    }

    private void count(Step step, String outcome) {
        meters.counter("tenantry.automation.steps", "type", step.type(), "outcome", outcome).increment();
    }

    private void putBack(Claim claim, int failures, Duration pause, @Nullable Instant until) {
        putBack(claim, failures, pause, until, false);
    }

    private void putBack(Claim claim, int failures, Duration pause, @Nullable Instant until, boolean isOverQuota) {
        held(claim, jdbc.sql(PUT_BACK)
                .params(Arrays.asList(failures, Rows.timestamp(until), pause.toMillis(), isOverQuota,
                        pause.toMillis(), claim.organizationId(), claim.runId(), claim.epoch(),
                        settings.lease().toMillis()))
                .query(Integer.class)
                .single());
    }

    private int takeOut(Claim claim) {
        return jdbc.sql(TAKE_OUT).params(claim.organizationId(), claim.runId(), claim.epoch()).update();
    }

    private static void held(Claim claim, int changed) {
        if (changed != 1) {
            throw new LeaseLost(claim);
        }
    }

    private void note(Claim claim, RunState run, StepStatus status, @Nullable JsonNode prepared,
            @Nullable JsonNode result, @Nullable String error, int retries, Subjects subjects) {
        run.demand(status);
        var noted = jdbc.sql(NOTE_STEP)
                .params(Arrays.asList(claim.runId(), run.step().index(), run.step().type(),
                        prepared == null ? null : prepared.toString(), status.toString(),
                        result == null ? null : result.toString(), error, retries, status.isEnd(), subjects.toArray(),
                        subjects.read()))
                .update();
        if (noted == 0) {
            throw new SubjectGone();
        }
        subjects.areNoted();
    }

    private void noteRun(Claim claim, RunState run, RunStatus status, @Nullable String error,
            @Nullable Duration pause, @Nullable Instant until) {
        var wait = pause == null ? null : pause.toMillis();
        run.demand(status);
        if (status.isEnd()) {
            wakes.wake(run.part().parents());
        }
        var time = Rows.timestamp(until);
        jdbc.sql(NOTE_RUN)
                .params(Arrays.asList(status.toString(), error, status.isEnd(), status.isEnd(), time, wait,
                        status.isEnd(), status.isEnd(), StepStatus.SUCCEEDED.toString(), claim.runId(),
                        status.toString(), error, time,
                        wait))
                .update();
    }
}
