package dev.tenantry.automation.run.part;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Candidate.Progress;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.block.SubWorkflows;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunPlaces;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.SubjectGone;
import dev.tenantry.automation.run.control.StartedFor;
import dev.tenantry.automation.run.part.SubRunAdmission.Other;
import dev.tenantry.automation.run.start.RunStarter;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Tickets;

/** Begins runs of one workflow from another one's. */
@Component
class SubRuns implements SubWorkflows {

    /** Workflows are locked before runs are, and the run that begins this one is: who is just changing the workflow is not waited for. */
    private static final String WORKFLOW = """
            select w.current_version, w.enrolment from workflow_definitions w
            where w.organization_id = app.org_id() and w.id = ? and w.is_active for no key update skip locked""";
    /** Of one that was not let in another one may be made once the step is tried again: it takes its place. */
    private static final String START = """
            with asked as (select ?::text as slot_key, ?::text as throttle_key, ?::text as refusal, ?::boolean as is_waiting, ?::bigint as delay),
            counted as (
                update workflow_definitions w set run_count = w.run_count + 1, last_run_at = now() from asked a
                where w.organization_id = app.org_id() and w.id = ? and a.refusal is null),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, started_by, published_by, published_scopes, depth, root_id,
                    status, trigger_data, subjects, carried_permissions, parent_run_id, parent_step, part, is_awaited, replay_of, takes_over, slot_key, error_details, execution_end)
                select l.organization_id, w.id, w.current_version, l.started_by, w.published_by, app.scopes_within(l.published_scopes, w.published_scopes), l.depth + 1, l.root_id, ?,
                    jsonb_build_object('trigger', ?::jsonb), l.subjects || s.subjects || ?, nullif(?::text[], '{}'), l.id, s.step_index, 0, ?,
                    e.id, e.id is not null, a.slot_key, a.refusal, case when a.refusal is not null then now() end
                from workflow_execution_logs l
                join workflow_execution_steps s on s.organization_id = app.org_id() and s.execution_log_id = l.id and s.step_index = ?
                join workflow_definitions w on w.organization_id = app.org_id() and w.id = ?
                cross join (select ?::bigint as id) e cross join asked a
                where l.organization_id = app.org_id() and l.id = ?
                on conflict (organization_id, parent_run_id, parent_step, part) where parent_run_id is not null do update
                set version_number = excluded.version_number, published_by = excluded.published_by, published_scopes = excluded.published_scopes,
                    status = excluded.status, trigger_data = excluded.trigger_data, subjects = excluded.subjects,
                    carried_permissions = excluded.carried_permissions, replay_of = excluded.replay_of, takes_over = excluded.takes_over,
                    slot_key = excluded.slot_key, error_details = excluded.error_details, execution_start = excluded.execution_start,
                    execution_end = excluded.execution_end, start_snapshot = excluded.start_snapshot, version = workflow_execution_logs.version + 1
                where workflow_execution_logs.status = ?
                returning organization_id, id, workflow_id, published_by, depth, root_id, slot_key, execution_end is null as is_run),
            placed as (
                select l.*, a.throttle_key, a.is_waiting, now() + a.delay * interval '1 millisecond' as due_at
                from log l cross join asked a where l.is_run),
            """ + RunPlaces.SQL + " select count(*) from log";
    /** With the run that the same step has begun of a run that this one does again: that one is done again, too, and what it carries comes along. */
    private static final String BEGINNER = """
            select l.depth, l.published_by, l.published_scopes, l.workflow_id, l.version_number, l.carried_permissions || e.carried_permissions as carried_permissions,
                e.id as earlier, e.version_number as earlier_version
            from workflow_execution_logs l
            left join (workflow_execution_logs t
                join workflow_versions v on v.organization_id = t.organization_id and v.workflow_id = t.workflow_id and v.version_number = t.version_number
                join workflow_execution_logs e on e.organization_id = t.organization_id and e.parent_run_id = t.id and e.path is null
                    and v.workflow_json #> t.block -> e.parent_step ->> 'id' = ?)
                on l.takes_over and t.organization_id = app.org_id() and t.id = l.replay_of and e.workflow_id = ?
            where l.organization_id = app.org_id() and l.id = ?""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final RunStarter starter;
    /** Which asks the types of steps, one of which asks here. */
    private final ObjectProvider<Rights> rights;
    private final StartedFor startedFor;
    private final EngineSettings settings;
    private final Tickets tickets;
    private final Carried carried;
    private final SubRunAdmission admission;
    private final RunsOfCauses causes;
    private final JsonMapper json;

    SubRuns(JdbcClient jdbc, CompiledVersions versions, RunStarter starter, ObjectProvider<Rights> rights,
            StartedFor startedFor, EngineSettings settings, Tickets tickets, Carried carried,
            SubRunAdmission admission, RunsOfCauses causes, JsonMapper json) {
        this.causes = causes;
        this.admission = admission;
        this.json = json;
        this.carried = carried;
        this.jdbc = jdbc;
        this.versions = versions;
        this.starter = starter;
        this.rights = rights;
        this.startedFor = startedFor;
        this.settings = settings;
        this.tickets = tickets;
    }

    private record Beginner(
            int depth,
            Publication publication,
            RunContent content,
            @Nullable Long earlier,
            int earlierVersion) {}

    @Override
    public boolean exists(UUID workflowId) {
        return starter.exists(workflowId);
    }

    @Override
    public void start(long runId, Step step, UUID workflowId, JsonNode input, boolean isAwaited) {
        var beginner = jdbc.sql(BEGINNER)
                .params(step.id(), workflowId, runId)
                .query((row, _) -> new Beginner(row.getInt("depth"), Publication.read(row),
                        RunContent.read(row), row.getObject("earlier", Long.class), row.getInt("earlier_version")))
                .single();
        if (beginner.depth + 1 >= settings.maxDepth()) {
            throw ProblemException.conflict(beginner.depth + 1 + " automations caused one another before this one");
        }
        var other = locked(workflowId);
        var version = Version.of(workflowId, other.version());
        demand(version, beginner);
        startedFor.demandThere(input, "input.", rights.getObject().of(beginner.publication));
        var decision = admission.decide(runId, other, input, isAwaited, Progress.NEW);
        var starts = decision instanceof Starts some ? some : Starts.AT_ONCE;
        var refusal = decision instanceof Decision.TurnedAway away ? away.told() : null;
        jdbc.sql(START)
                .params(Arrays.asList(starts.slotKey(), starts.throttleKey(), refusal, starts.isWaiting(),
                        starts.delay().toMillis(), workflowId))
                .params((refusal == null ? RunStatus.QUEUED : RunStatus.TURNED_AWAY).toString(), input.toString(),
                        startedFor.named(input).toArray(),
                        carries(version, beginner).toArray(String[]::new), isAwaited, step.index(), workflowId)
                .param(beginner.earlier)
                .params(runId, RunStatus.TURNED_AWAY.toString())
                .query(Integer.class)
                .single();
        causes.book(runId, 1);
        tickets.add(RunQueue.NAME);
    }

    /** It finds what the run that begins it has read, and what the one came to that it does again. */
    private SortedSet<String> carries(Version version, Beginner beginner) {
        var reading = carried.reading(beginner.content);
        if (beginner.earlier != null) {
            reading.addAll(carried.reading(RunContent.of(version.workflowId(), beginner.earlierVersion)));
        }
        return carried.beyond(version, reading);
    }

    private Other locked(UUID workflowId) {
        return jdbc.sql(WORKFLOW)
                .param(workflowId)
                .query((row, _) -> new Other(workflowId, row.getInt("current_version"),
                        Enrolment.read(json.readTree(row.getString("enrolment")))))
                .optional()
                // Somebody changes it just now, or it does not work.
                .orElseThrow(() -> starter.isActive(workflowId)
                        ? new SubjectGone()
                        : ProblemException.conflict("the other workflow is not active"));
    }

    /** Or whoever writes this one would do by the other one what they may not. */
    private void demand(Version version, Beginner beginner) {
        var document = Objects.requireNonNull(versions.of(List.of(version)).get(version));
        var objection = rights.getObject().objection(document, beginner.publication);
        if (objection != null) {
            throw ProblemException.conflict("for what the other workflow does " + objection);
        }
    }
}
