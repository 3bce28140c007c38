package dev.tenantry.automation.run.step;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.LeaseLost;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.start.FirstSteps.Begun;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.tenancy.TenantContext;

/** Where the runs stand that have something to do, in the tenant's transactions. */
@Component
class RunReader {

    /** Each part is looked up for the very run: joined, the server could choose to read all that the organization ever ran. */
    private static final String RUNS = """
            select q.id, q.lease_epoch, l.status, l.published_by, l.published_scopes, q.step_index, q.step_failures, w.deleted_at is not null as is_workflow_trashed,
                   coalesce(t.subjects, l.subjects) || coalesce(t.about, l.about) as subjects,
                   o.is_paused or q.is_paused or l.paused_at is not null or w.paused_at is not null or exists (
                       select from workflow_pauses p where p.organization_id = app.org_id()) as is_paused,
                   l.workflow_id, l.version_number, w.name, case when l.takes_over then l.replay_of end as earlier,
                   case when l.is_awaited then l.parent_run_id end as parent_run_id, l.ancestors, array_to_string(l.block, '/') as block, coalesce(t.trigger_data, l.trigger_data) as trigger_data,
                   case when t.id is not null then l.trigger_data end as locals,
                   s.status as step_status, s.step_config, s.error_message is not null as is_known,
                   greatest(0, ceil(extract(epoch from (s.result ->> 'until')::timestamptz - now()) * 1000))::bigint as pause
            from workflow_run_queue q
            join organizations o on o.id = q.organization_id
            cross join lateral (select * from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = q.id offset 0) l
            cross join lateral (select * from workflow_definitions w where w.organization_id = app.org_id() and w.id = l.workflow_id offset 0) w
            left join lateral (select * from workflow_execution_logs t where t.organization_id = app.org_id() and t.id = l.ancestors[1] offset 0) t on true
            left join lateral (select * from workflow_execution_steps s where s.organization_id = app.org_id() and s.execution_log_id = q.id
                and s.step_index = q.step_index offset 0) s on true
            where q.organization_id = app.org_id()""";
    /** In SQL, of a run {@code r} and a subject {@code t} in the trash: whether the run began as it went there. */
    private static final String BEGUN_BY_THAT = """
            (r.trigger_data #>> '{event,name}' = (r.trigger_data #>> '{event,aggregateType}') || '.deleted'
                and t.subject = (r.trigger_data #>> '{event,aggregateType}') || '/' || (r.trigger_data #>> '{event,aggregateId}')) is true""";
    /** However many the runs, what they are about is looked up once. */
    private static final String FIND = """
            with runs as materialized (
            %s
            %%s),
            trashed as materialized (
                select subject from app.records_of(app.org_id(), array(select distinct s from runs r cross join unnest(r.subjects) as s)) where is_trashed)
            select r.*, case when r.is_workflow_trashed then 'the workflow'
                when exists (select from trashed t where t.subject = any (r.subjects) and not %s) then 'what the run is about' end as trashed
            from runs r""".formatted(RUNS, BEGUN_BY_THAT);
    private static final String THE_RUN = FIND.formatted("and q.id = ?");
    private static final String LOCK = FIND.formatted("and q.id = ? and q.lease_epoch = ? for update of q");
    /** What somebody is just about to end is left out: nobody waits here, and so nobody waits in a circle. */
    private static final String LOCK_ALL = FIND
            .formatted("and q.id = any (?) order by q.id for update of q skip locked");

    /** In SQL, of an event {@code e}: what a run that it begins finds of it. */
    static final String TRIGGER_DATA = """
            jsonb_build_object('trigger', e.payload, 'event', jsonb_build_object('id', e.id::text, 'name', e.event_name, 'aggregateType', e.aggregate_type,
                'aggregateId', e.aggregate_id, 'occurredAt', to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))""";
    /** Runs as they will be; those that there are already are left out. Nobody else makes runs of these events meanwhile. */
    private static final String BEGIN = """
            with runs as materialized (
                select nextval('workflow_execution_logs_id_seq') as id, b.trigger_id, b.event_id, w.id as workflow_id, b.version_number, w.name, w.published_by,
                    w.published_scopes, w.deleted_at is not null as is_workflow_trashed, e.root_id, e.depth, e.aggregate_type || '/' || e.aggregate_id as about,
                    o.is_paused or w.paused_at is not null or exists (select from workflow_pauses p where p.organization_id = app.org_id()) as is_paused,
                    %s as trigger_data
                from unnest(?::uuid[], ?::int[], ?::uuid[], ?::bigint[]) with ordinality as b (workflow_id, version_number, trigger_id, event_id, place)
                join organizations o on o.id = app.org_id()
                cross join lateral (select * from domain_events e where e.organization_id = app.org_id() and e.id = b.event_id offset 0) e
                cross join lateral (select * from workflow_definitions w where w.organization_id = app.org_id() and w.id = b.workflow_id offset 0) w
                where not exists (select from workflow_execution_logs l where l.organization_id = app.org_id() and l.trigger_id = b.trigger_id
                    and l.event_id = b.event_id)
                order by b.place),
            trashed as materialized (
                select subject from app.records_of(app.org_id(), array(select distinct r.about from runs r)) where is_trashed)
            select r.*, 0 as lease_epoch, ?::text as status, 0 as step_index, 0 as step_failures, null::bigint as earlier, null::bigint as parent_run_id,
                'steps' as block, null::text as locals, null::text as step_status, case when r.is_workflow_trashed then 'the workflow'
                when exists (select from trashed t where t.subject = r.about and not %s) then 'what the run is about' end as trashed
            from runs r""".formatted(TRIGGER_DATA, BEGUN_BY_THAT);

    private final JdbcClient jdbc;
    private final ExactJson json;
    private final CompiledVersions versions;

    RunReader(JdbcClient jdbc, ExactJson json, CompiledVersions versions) {
        this.jdbc = jdbc;
        this.json = json;
        this.versions = versions;
    }

    /**
     * @throws LeaseLost     where the run is no longer the claim's
     * @throws UnreadableRun where it cannot be carried out
     */
    RunState lock(Claim claim) {
        return read(LOCK, claim.runId(), claim.epoch()).stream().findFirst().orElseThrow(() -> new LeaseLost(claim));
    }

    /** Those that nobody else has locked or claimed meanwhile, each with its claim. */
    Map<Claim, RunState> lockAll(List<Claim> claims) {
        var byId = claims.stream().collect(Collectors.toMap(Claim::runId, Function.identity()));
        var locked = new LinkedHashMap<Claim, RunState>();
        Object ids = byId.keySet().toArray(Long[]::new);
        for (var state : read(LOCK_ALL, ids)) {
            var claim = Objects.requireNonNull(byId.get(state.runId()));
            if (claim.epoch() == state.epoch()) {
                locked.put(claim, state);
            }
        }
        return locked;
    }

    /** As they stand before their first steps, each with an id of its own. */
    List<BegunRun> begin(List<Begun> begun) {
        var rows = jdbc.sql(BEGIN)
                .params(begun.stream().map(one -> one.version().workflowId()).toArray(UUID[]::new),
                        begun.stream().map(one -> one.version().number()).toArray(Integer[]::new),
                        begun.stream().map(Begun::triggerId).toArray(UUID[]::new),
                        begun.stream().map(Begun::eventId).toArray(Long[]::new), RunStatus.QUEUED.toString())
                .query((row, number) -> new BegunRow(row(row, number), row.getObject("trigger_id", UUID.class),
                        row.getLong("event_id"), row.getObject("root_id", UUID.class), row.getInt("depth")))
                .list();
        var documents = versions.of(rows.stream().map(one -> one.row.version).distinct().toList());
        return rows.stream()
                .map(one -> one.run(state(one.row, Objects.requireNonNull(documents.get(one.row.version)))))
                .toList();
    }

    private record BegunRow(Row row, UUID trigger, long event, UUID root, int depth) {

        BegunRun run(RunState state) {
            return new BegunRun(new Begun(row.version, trigger, event),
                    new Claim(TenantContext.current().organizationId(), state.runId(), state.epoch(),
                            state.publication().member(), root, depth, 0),
                    state);
        }
    }

    /** Whoever carries it out, if anybody; empty where it has nothing more to do. */
    Optional<RunState> find(long runId) {
        return read(THE_RUN, runId).stream().findFirst();
    }

    /** Or deleted; in neither does anybody have rights. */
    boolean isOrganizationSuspended() {
        return jdbc.sql("select is_paused from organizations where id = app.org_id()").query(Boolean.class).single();
    }

    private record Row(Version version, Function<WorkflowDocument, RunState> state) {}

    private List<RunState> read(String sql, Object... parameters) {
        var rows = jdbc.sql(sql).params(parameters).query(this::row).list();
        var documents = versions.of(rows.stream().map(Row::version).toList());
        return rows.stream().map(row -> state(row, Objects.requireNonNull(documents.get(row.version)))).toList();
    }

    private static RunState state(Row row, WorkflowDocument document) {
        try {
            return row.state.apply(document);
        } catch (IllegalArgumentException failure) {
            throw new UnreadableRun("the steps that it carries out are not in version " + row.version.number(),
                    failure);
        }
    }

    private Row row(ResultSet row, int number) throws SQLException {
        try {
            return readable(row);
        } catch (RuntimeException failure) {
            throw new UnreadableRun("what is kept of the run cannot be read", failure);
        }
    }

    private Row readable(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var epoch = row.getLong("lease_epoch");
        var status = RunStatus.of(row.getString("status"));
        var publication = Publication.read(row);
        var version = Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number"));
        var name = row.getString("name");
        var step = row.getInt("step_index");
        var failures = row.getInt("step_failures");
        var isPaused = row.getBoolean("is_paused");
        var trashed = row.getString("trashed");
        var trigger = json.read(row.getString("trigger_data"));
        var begun = begun(row);
        var earlier = row.getObject("earlier", Long.class);
        var block = row.getString("block");
        var part = part(row);
        return new Row(version,
                document -> new RunState(id, epoch, status, publication, version.workflowId(), name, document.at(block),
                        step, failures, isPaused, trashed, trigger, begun, earlier, List.of(), part));
    }

    private RunState.Part part(ResultSet row) throws SQLException {
        var locals = row.getString("locals");
        var parent = row.getObject("parent_run_id", Long.class);
        return parent == null
                ? RunState.Part.WHOLE
                : new RunState.Part(parent, List.of((Long[]) row.getArray("ancestors").getArray()),
                        locals == null ? RunState.Part.WHOLE.locals() : json.read(locals));
    }

    private RunState.@Nullable Begun begun(ResultSet row) throws SQLException {
        var step = row.getString("step_status");
        if (step == null) {
            return null;
        }
        var prepared = row.getString("step_config");
        return new RunState.Begun(prepared == null ? null : json.read(prepared), StepStatus.of(step),
                row.getBoolean("is_known"), Duration.ofMillis(row.getLong("pause")));
    }
}
