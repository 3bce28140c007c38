package dev.tenantry.automation.why;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.show.RunWaits;
import dev.tenantry.automation.run.show.RunWaits.WaitsFor;
import dev.tenantry.automation.why.Evidence.KnownRun;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.database.Rows;

/** What there is to be read of a workflow and what happened; each in one exchange, however much it is. */
@Component
class WhyStore {

    private static final int MOST_VERSIONS = 100;

    private static final String WORKFLOW = """
            select w.is_active, w.current_version, w.published_by, w.published_scopes, v.workflow_json from workflow_definitions w
            join workflow_versions v on v.organization_id = w.organization_id and v.workflow_id = w.id and v.version_number = w.current_version
            where w.organization_id = app.org_id() and w.id = ? and w.deleted_at is null""";
    private static final String TRIGGERS = """
            select t.is_active, t.created_at, t.updated_at, not t.is_active and exists (
                select from workflow_definitions w where w.organization_id = app.org_id() and w.id = t.workflow_id and w.published_by is not null
                    and not exists (select from organization_members m where m.organization_id = app.org_id() and m.user_id = w.published_by)) as is_left
            from workflow_triggers t
            where t.organization_id = app.org_id() and t.workflow_id = ? order by t.updated_at desc limit ?""";
    private static final String VERSIONS = """
            select v.version_number, v.created_at, v.workflow_json -> 'trigger' as trigger,
                coalesce(v.workflow_json -> 'enrolment', '{}') as enrolment from workflow_versions v
            where v.organization_id = app.org_id() and v.workflow_id = ? order by v.version_number desc limit ?""";
    /** Of a run that waits: at which step, and for what. */
    private static final String AWAITED = """
            select 'it waits at step ' || (v.workflow_json #> l.block -> s.step_index ->> 'id') || ' (' || s.step_type || ')' || coalesce(
                (select ' for the event ' || w.event_name from workflow_waits w
                    where w.organization_id = app.org_id() and w.id = l.id and w.event_id is null),
                (select ' for the answer of ' || count(*) || case when count(*) = 1 then ' member' else ' members' end
                    from workflow_approvals a
                    join workflow_approval_assignees g on g.organization_id = app.org_id() and g.approval_id = a.id and g.answered_at is null
                    where a.organization_id = app.org_id() and a.execution_log_id = l.id and a.outcome is null having count(*) > 0), '')
            from workflow_execution_steps s
            join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            where s.organization_id = app.org_id() and s.execution_log_id = l.id and s.status in ('%s', '%s') order by s.step_index desc limit 1"""
            .formatted(StepStatus.RUNNING, StepStatus.WAITING);
    /** Of a run that has written to nobody where it was to: that it has not. */
    private static final String UNWRITTEN = """
            select 'nobody was written to at ' || count(*) || case when count(*) = 1 then ' step' else ' steps' end
                    || ', as whom that was for is refused (' || sum(jsonb_array_length(s.result #> '{refused}')) || ')'
            from workflow_execution_steps s
            where s.organization_id = app.org_id() and s.execution_log_id = l.id and jsonb_typeof(s.result #> '{refused}') = 'array'
                and '%s' in (s.result ->> 'delivery', s.result ->> 'status')
            having count(*) > 0""".formatted(DeliveryStatus.SUPPRESSED);
    /** What holds a run up, or for what it waits, whether it has ended by its goal, or written to nobody. */
    private static final String HELD_UP = """
            case when l.execution_end is null and l.paused_at is not null then 'it is paused'
                when l.execution_end is null and exists (select from workflow_definitions w
                    where w.organization_id = app.org_id() and w.id = l.workflow_id and w.paused_at is not null) then 'the workflow is paused'
                when l.execution_end is null and exists (select from workflow_pauses p where p.organization_id = app.org_id())
                    then 'all of the organization''s workflows are paused'
                when l.result_summary -> 'goal' is not null
                    then 'it has ended by its goal, event ' || (l.result_summary #>> '{goal,eventId}') || ' (' || (l.result_summary #>> '{goal,event}') || ')'
                when l.status = '%s' and l.error_details is null then (%s)
                when l.status = '%s' then (%s) end"""
            .formatted(RunStatus.WAITING, AWAITED, RunStatus.SUCCEEDED, UNWRITTEN);
    /** Of a run that has come to its end there; of a rule's, as the rule has it: its conditions' steps are called so. */
    private static final String UNMET = """
            case when l.execution_end is not null then (
                select case when exists (select from automations a where a.organization_id = app.org_id() and a.workflow_id = l.workflow_id)
                    then v.workflow_json #> l.block -> s.step_index ->> 'name' else 'steps[' || s.step_index || '] (' || coalesce(v.workflow_json #> l.block -> s.step_index ->> 'name',
                        v.workflow_json #> l.block -> s.step_index ->> 'id') || ')' end
                from workflow_execution_steps s
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = l.workflow_id and v.version_number = l.version_number
                where s.organization_id = app.org_id() and s.execution_log_id = l.id and s.step_index = (l.result_summary ->> 'lastStep')::integer
                    and s.step_type = 'condition' and s.result -> 'holds' = 'false'::jsonb) end""";
    private static final String RUN_COLUMNS = """
            l.id, l.workflow_id, l.version_number, l.carried_permissions, l.status, %s as held_up, %s as unmet,
            l.error_details, l.waiting_until, l.execution_start"""
            .formatted(HELD_UP, UNMET);
    private static final String EVIDENCE = """
            select e.id as event, e.created_at as occurred_at,
                not exists (select from pending_events p where p.organization_id = app.org_id() and p.id = e.id) as is_dispatched, e.dispatch_error, r.*, a.stage, a.decision, a.reason,
                (select max(d.due_at) from workflow_debounces d
                    where d.organization_id = app.org_id() and d.workflow_id = ? and d.event_id = e.id) as debounced_until
            from domain_events e
            left join lateral (
                select %s
                from workflow_triggers t join workflow_execution_logs l on l.organization_id = app.org_id() and l.trigger_id = t.id and l.event_id = e.id
                where t.organization_id = app.org_id() and t.workflow_id = ? order by l.id desc limit 1) r on true
            left join lateral (
                select a.stage, a.decision, a.reason from workflow_admissions a
                where a.organization_id = app.org_id() and a.workflow_id = ? and a.event_id = e.id order by a.id desc limit 1) a on true
            where e.organization_id = app.org_id() and e.id = any (?)"""
            .formatted(RUN_COLUMNS);
    private static final String OTHER_RUNS = """
            select %s from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.id in (select app.runs_naming(app.org_id(), array[?::text])) and l.workflow_id = ? and l.path is null order by l.id desc limit ?"""
            .formatted(RUN_COLUMNS);
    private static final String RUN = """
            select %s from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.workflow_id = ? and l.id = ?"""
            .formatted(RUN_COLUMNS);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RunRights rights;
    private final RunWaits waits;

    WhyStore(JdbcClient jdbc, JsonMapper json, RunRights rights, RunWaits waits) {
        this.jdbc = jdbc;
        this.json = json;
        this.rights = rights;
        this.waits = waits;
    }

    record Workflow(boolean isActive, int version, Publication publication, JsonNode document) {}

    /** A trigger that is in force since it changed, or was until then. @param isLeft whether it is not, and whoever published it is no member any more */
    record InForce(boolean isActive, Instant createdAt, Instant changedAt, boolean isLeft) {

        boolean covers(Instant time) {
            return isActive ? !time.isBefore(changedAt) : !time.isBefore(createdAt) && time.isBefore(changedAt);
        }
    }

    record Version(int number, Instant createdAt, Trigger trigger, Enrolment enrolment) {}

    Optional<Workflow> workflow(UUID id) {
        return jdbc.sql(WORKFLOW)
                .param(id)
                .query((row, _) -> new Workflow(row.getBoolean("is_active"), row.getInt("current_version"),
                        Publication.read(row), json.readTree(row.getString("workflow_json"))))
                .optional();
    }

    /** The last ones first. */
    List<InForce> triggers(UUID workflow) {
        return jdbc.sql(TRIGGERS)
                .params(workflow, MOST_VERSIONS)
                .query((row, _) -> new InForce(row.getBoolean("is_active"), Rows.instant(row, "created_at"),
                        Rows.instant(row, "updated_at"), row.getBoolean("is_left")))
                .list();
    }

    /** The newest first. */
    List<Version> versions(UUID workflow) {
        return jdbc.sql(VERSIONS)
                .params(workflow, MOST_VERSIONS)
                .query((row, _) -> new Version(row.getInt("version_number"), Rows.instant(row, "created_at"),
                        Trigger.read(json.readTree(row.getString("trigger"))),
                        Enrolment.read(json.readTree(row.getString("enrolment")))))
                .list();
    }

    /** By event, with runs as the caller may see them. */
    Map<Long, Evidence> evidence(UUID workflow, Collection<Long> events) {
        var evidence = new HashMap<Long, Evidence>();
        jdbc.sql(EVIDENCE)
                .params(workflow, workflow, workflow, events.toArray(Long[]::new))
                .query((RowCallbackHandler) row -> evidence.put(row.getLong("event"), evidence(row)));
        var readable = readable(evidence.values().stream().map(Evidence::run).filter(Objects::nonNull));
        var waiting = waiting(evidence.values().stream().map(Evidence::run).filter(Objects::nonNull));
        evidence.replaceAll((_, known) -> known.shownWith(readable, waiting));
        return evidence;
    }

    /** Runs about a record that no event began, the newest first, as the caller may see them. @param record {@code contact/17} */
    List<KnownRun> otherRuns(UUID workflow, String record, int most) {
        var runs = jdbc.sql(OTHER_RUNS)
                .params(record, workflow, most)
                .query((row, _) -> run(row))
                .list();
        var readable = readable(runs.stream());
        var waiting = waiting(runs.stream());
        return runs.stream().map(run -> run.shownWith(readable, waiting.get(run.id()))).toList();
    }

    /** A run of the workflow, as the caller may see it. */
    Optional<KnownRun> run(UUID workflow, long id) {
        var run = jdbc.sql(RUN).params(workflow, id).query((row, _) -> run(row)).optional();
        var readable = readable(run.stream());
        var waiting = waiting(run.stream());
        return run.map(one -> one.shownWith(readable, waiting.get(one.id())));
    }

    /** Of versions of the workflow those that read what the caller may see. */
    Set<Integer> readable(UUID workflow, Stream<Integer> versions) {
        return rights.readable(versions.distinct().map(version -> RunContent.of(workflow, version)).toList())
                .stream()
                .map(content -> content.version().number())
                .collect(Collectors.toSet());
    }

    private Map<Long, WaitsFor> waiting(Stream<KnownRun> runs) {
        return waits.of(runs.map(KnownRun::id).toList());
    }

    private Set<RunContent> readable(Stream<KnownRun> runs) {
        return rights.readable(runs.map(KnownRun::content).toList());
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return new Evidence(Rows.instant(row, "occurred_at"), row.getBoolean("is_dispatched"),
                row.getString("dispatch_error"),
                row.getString("status") == null ? null : run(row),
                stage == null ? null : stage + ": " + row.getString("decision"), row.getString("reason"),
                Rows.instantOrNull(row, "debounced_until"));
    }

    private static KnownRun run(ResultSet row) throws SQLException {
        return new KnownRun(row.getLong("id"), RunContent.read(row), row.getString("status"),
                row.getString("held_up"), row.getString("error_details"),
                row.getString("unmet"), Rows.instantOrNull(row, "waiting_until"),
                Rows.instant(row, "execution_start"));
    }
}
