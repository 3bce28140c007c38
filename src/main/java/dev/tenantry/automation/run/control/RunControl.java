package dev.tenantry.automation.run.control;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Tickets;

/** What a person does with a run that exists. */
@Component
public class RunControl {

    private static final String OLDEST = """
            select id from workflow_execution_logs where organization_id = app.org_id() and workflow_id = ?
                and status = any (?) and path is null order by id limit ?""";
    /**
     * Where there are only so many at a time they wait for their turn, as those do that begin, unless it has been decided otherwise. What was
     * cancelled at a step is at that again.
     */
    private static final String REOPEN = """
            with picked as (select r.id, r.place - 1 as place from unnest(?::bigint[]) with ordinality as r (id, place)),
            decided as (select ?::boolean as is_decided, ?::text as slot_key, ?::text as throttle_key, ?::boolean as is_waiting, ?::bigint as delay),
            reopened as (
                update workflow_execution_logs l set status = ?, execution_end = null, error_details = null, result_summary = null, cancelled_step = null, version = l.version + 1,
                    slot_key = case when d.is_decided then d.slot_key else l.slot_key end
                from decided d cross join picked p join workflow_execution_logs e on e.organization_id = app.org_id() and e.id = p.id
                where l.organization_id = app.org_id() and l.id = p.id and l.status = any (?)
                returning e.cancelled_step, l.organization_id, l.id, l.published_by, l.root_id, l.depth, l.workflow_id, l.version_number, l.slot_key, l.block, d.throttle_key,
                    case when d.is_decided then d.is_waiting else l.slot_key is not null end as is_waiting, now() + d.delay * interval '1 millisecond' as due_at, p.place),
            again as (
                select r.*, coalesce(s.step_index, r.cancelled_step, jsonb_array_length(v.workflow_json #> r.block)) as step_index from reopened r
                join workflow_versions v on v.organization_id = r.organization_id and v.workflow_id = r.workflow_id and v.version_number = r.version_number
                left join workflow_execution_steps s on s.organization_id = r.organization_id and s.execution_log_id = r.id and s.status = any (?)),
            waiting as (
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key, throttle_key, step_index, due_at)
                select organization_id, id, workflow_id, slot_key, throttle_key, step_index, due_at + place * ? * interval '1 millisecond'
                from again where is_waiting),
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, root_id, depth, step_index, slot_key, due_at, is_throttled)
                select organization_id, id, published_by, root_id, depth, step_index, slot_key, due_at + place * ? * interval '1 millisecond', throttle_key is not null
                from again where not is_waiting)
            select count(*) from again""";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final Cancellations cancellations;

    RunControl(JdbcClient jdbc, Tickets tickets, Cancellations cancellations) {
        this.cancellations = cancellations;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    /** @return whether there was something to cancel */
    boolean cancel(Long id) {
        tickets.add(Admissions.QUEUE);
        return !cancellations.cancel(List.of(id), reason()).isEmpty();
    }

    /** The workflow's oldest runs, whatever becomes of them meanwhile: where there are that many there may be more. */
    List<Long> oldest(UUID workflow, int most) {
        return jdbc.sql(OLDEST)
                .params(workflow, RunStatus.CANCELLED.origins(), most)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** @return those that there were to cancel */
    Set<Long> cancel(List<Long> runs) {
        tickets.add(Admissions.QUEUE);
        return cancellations.cancel(runs, reason());
    }

    private static String reason() {
        return RunErrors.cancelledBy(TenantContext.currentUser());
    }

    /** @return whether it is now: it is not where it has ended or is parked */
    boolean pause(Long id) {
        return setPaused(id, true);
    }

    /** @return whether it is now, as far as the run itself was paused */
    boolean resume(Long id) {
        tickets.add(RunQueue.NAME);
        return setPaused(id, false);
    }

    private boolean setPaused(Long id, boolean paused) {
        return jdbc.sql("select app.pause_run(app.org_id(), ?, ?, auth.uid())")
                .params(id, paused)
                .query(Boolean.class)
                .single();
    }

    /** Whether it is a part of another run, which waits for it. */
    boolean isAwaited(Long id) {
        return jdbc
                .sql("select is_awaited from workflow_execution_logs where organization_id = app.org_id() and id = ? and parent_run_id is not null")
                .param(id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Goes on where the run failed or was parked. @return whether it had */
    boolean retry(Long id) {
        return retryAll(List.of(id), 0) == 1;
    }

    /**
     * Goes on where these failed or were parked.
     *
     * @param apart milliseconds between them; those that wait for a slot take none before
     * @return how many had
     */
    public int retryAll(List<Long> ids, double apart) {
        return reopen(ids, null, apart, RunStatus.stuck());
    }

    /** Likewise with parts of a run that is tried again, wherever they failed, were parked or were cancelled, of its own workflow. */
    public void retryParts(List<Long> ids) {
        reopen(ids, null, 0, Stream.concat(Arrays.stream(RunStatus.stuck()), Stream.of(RunStatus.CANCELLED.toString()))
                .toArray(String[]::new));
    }

    /** Goes on with a run that was cancelled. @param starts when and where, as its workflow's enrolment has decided */
    public void retryCancelled(Long id, Starts starts) {
        reopen(List.of(id), starts, 0, new String[]{RunStatus.CANCELLED.toString()});
    }

    /** @param decided when and where; null where they are as they began */
    private int reopen(List<Long> ids, @Nullable Starts decided, double apart, String[] from) {
        var starts = decided == null ? Starts.AT_ONCE : decided;
        var reopened = jdbc.sql(REOPEN)
                .param(ids.toArray(Long[]::new))
                .params(Arrays.asList(decided != null, starts.slotKey(), starts.throttleKey(), starts.isWaiting(),
                        starts.delay().toMillis()))
                .param(RunStatus.QUEUED.toString())
                .param(from)
                .param(new String[]{StepStatus.FAILED.toString(), StepStatus.CANCELLED.toString()})
                .param(apart)
                .param(apart)
                .query(Integer.class)
                .single();
        if (reopened > 0) {
            tickets.add(RunQueue.NAME);
            tickets.add(Admissions.QUEUE);
        }
        return reopened;
    }
}
