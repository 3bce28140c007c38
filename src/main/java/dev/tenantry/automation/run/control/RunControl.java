package dev.tenantry.automation.run.control;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Cancellations;
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
    /** Where there are only so many at a time they wait for their turn, as those do that begin. What was cancelled at a step does that anew. */
    private static final String REOPEN = """
            with picked as (select r.id, r.place - 1 as place from unnest(?::bigint[]) with ordinality as r (id, place)),
            reopened as (
                update workflow_execution_logs l set status = ?, execution_end = null, error_details = null, result_summary = null, cancelled_step = null, version = l.version + 1
                from picked p join workflow_execution_logs e on e.organization_id = app.org_id() and e.id = p.id
                where l.organization_id = app.org_id() and l.id = p.id and l.status = any (?)
                returning e.cancelled_step, l.organization_id, l.id, l.published_by, l.root_id, l.depth, l.workflow_id, l.version_number, l.slot_key, l.block, p.place),
            again as (
                select r.*, coalesce(s.step_index, r.cancelled_step, jsonb_array_length(v.workflow_json #> r.block)) as step_index from reopened r
                join workflow_versions v on v.organization_id = r.organization_id and v.workflow_id = r.workflow_id and v.version_number = r.version_number
                left join workflow_execution_steps s on s.organization_id = r.organization_id and s.execution_log_id = r.id and s.status = any (?)),
            anew as (
                update workflow_execution_steps s set status = ? from again a
                where s.organization_id = app.org_id() and s.execution_log_id = a.id and s.step_index = a.step_index and s.status = ?),
            waiting as (
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key, step_index, due_at)
                select organization_id, id, workflow_id, slot_key, step_index, now() + place * ? * interval '1 millisecond'
                from again where slot_key is not null),
            queued as (
                insert into workflow_run_queue (organization_id, id, user_id, root_id, depth, step_index, due_at)
                select organization_id, id, published_by, root_id, depth, step_index, now() + place * ? * interval '1 millisecond'
                from again where slot_key is null)
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
        return reopen(ids, apart, RunStatus.stuck());
    }

    /** Likewise with parts of a run that is tried again, wherever they failed, were parked or were cancelled. */
    public void retryParts(List<Long> ids) {
        reopen(ids, 0, Stream.concat(Arrays.stream(RunStatus.stuck()), Stream.of(RunStatus.CANCELLED.toString()))
                .toArray(String[]::new));
    }

    private int reopen(List<Long> ids, double apart, String[] from) {
        var reopened = jdbc.sql(REOPEN)
                .param(ids.toArray(Long[]::new))
                .param(RunStatus.QUEUED.toString())
                .param(from)
                .param(new String[]{StepStatus.FAILED.toString(), StepStatus.CANCELLED.toString()})
                .param(StepStatus.FAILED.toString())
                .param(StepStatus.CANCELLED.toString())
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
