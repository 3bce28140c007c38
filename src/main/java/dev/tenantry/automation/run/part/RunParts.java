package dev.tenantry.automation.run.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.block.ChildRuns;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;
import dev.tenantry.automation.run.control.RunControl;
import dev.tenantry.automation.step.RespondAction;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.work.Tickets;

/** The runs that are parts of others: their rows, like those of any run, and in the queue with them. */
@Component
class RunParts implements ChildRuns {

    /** Of a result and of an error that are copied to the step of the whole. */
    private static final int LONGEST = 2_000;
    /**
     * A part has its place in the slot of the whole, and does the same part of the same item again of a run that the whole does
     * again. What the step itself has met, and what began the whole, is what an erasure finds its parts by.
     */
    private static final String START = """
            with whole as (
                select l.*, array(select unnest(s.subjects) except select unnest(?::text[])) as met, case when l.event_id is not null
                    then array[(l.trigger_data #>> '{event,aggregateType}') || '/' || (l.trigger_data #>> '{event,aggregateId}')] end as told
                from workflow_execution_logs l join workflow_execution_steps s
                    on s.organization_id = l.organization_id and s.execution_log_id = l.id and s.step_index = ?
                where l.organization_id = app.org_id() and l.id = ?),
            begun as (
                select w.*, p.part as number, concat_ws('.', w.path, ?, p.part) as place, w.block || string_to_array(p.block, '/') as steps, p.own,
                    case when w.path is null then '{}' else w.trigger_data end || p.locals::jsonb as locals
                from whole w cross join unnest(?::int[], ?::text[], ?::text[], ?::text[]) as p (part, block, locals, own)),
            started as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, started_by, published_by, published_scopes, depth, root_id,
                    status, trigger_data, subjects, parent_run_id, parent_step, part, path, block, ancestors,
                    replay_of, takes_over, carried_permissions)
                select b.organization_id, b.workflow_id, b.version_number, b.started_by, b.published_by, b.published_scopes, b.depth, b.root_id, ?,
                    b.locals, b.subjects || b.met || b.told || array_remove(array[b.own], null), b.id, ?, b.number, b.place, b.steps, b.ancestors || b.id, e.id, e.id is not null,
                    b.carried_permissions || e.carried_permissions
                from begun b left join workflow_execution_logs e on b.takes_over and e.organization_id = app.org_id()
                    and e.parent_run_id = b.replay_of and e.path = b.place and e.trigger_data = b.locals
                returning organization_id, id, published_by, depth, root_id)
            insert into workflow_run_queue (organization_id, id, user_id, depth, root_id, slot_key)
            select organization_id, id, published_by, depth, root_id, null from started""";
    private static final String PARTS = """
            from workflow_execution_logs l where l.organization_id = app.org_id() and l.parent_run_id = ? and l.parent_step = ?
            """;
    private static final String STANDING = """
            select count(*) as begun, count(*) filter (where l.status = any (?)) as alive, count(*) filter (where l.status = ?) as succeeded,
                count(*) filter (where l.status = ?) as turned_away, (array_agg(coalesce(l.path || ': ', '') || left(coalesce(l.error_details, l.status), ?) order by l.part) filter (where l.status <> ? and l.status <> all (?)))[1]
                as error,
                min(l.part) filter (where l.status <> ? and l.status <> all (?)) as wrong,
                (select coalesce(floor(extract(epoch from now() - s.execution_start) * 1000), 0)::bigint from workflow_execution_steps s
                 where s.organization_id = app.org_id() and s.execution_log_id = ? and s.step_index = ?) as waited,
                jsonb_agg(distinct jsonb_build_array(l.workflow_id, l.version_number, l.carried_permissions))
                    filter (where l.path is null or l.carried_permissions is not null) as carrying
            """ + PARTS;
    /** Of another workflow's run, what that workflow answers, however long; or what the last step has come to that is short enough. */
    private static final String RESULTS = """
            select l.part, l.id, l.status, left(l.error_details, ?) as error, l.result_summary, s.result, s.subjects from (
                select *
            """ + PARTS + """
             order by l.part limit ?) l
            left join lateral (
                select case when a.is_answer then s.result -> ? else s.result end as result,
                    app.existing_records(app.org_id(), s.subjects) as subjects
                from workflow_execution_steps s cross join lateral (select l.path is null and s.step_type = ? as is_answer) a
                where s.organization_id = app.org_id() and s.execution_log_id = l.id and s.status = ? and (a.is_answer or length(s.result::text) <= ?)
                order by a.is_answer desc, s.step_index desc limit 1) s on true
            order by l.part""";
    private static final String SUBJECTS = """
            select distinct unnest(app.existing_records(app.org_id(), s.subjects)) from workflow_execution_steps s
            where s.organization_id = app.org_id() and s.execution_log_id in (
            select l.id
            """ + PARTS + """
             and l.status = ?)""";
    private static final String IDS = "select l.id " + PARTS + " and l.status = any (?)";

    private final JdbcClient jdbc;
    private final ExactJson json;
    private final RunControl control;
    private final Tickets tickets;
    private final Cancellations cancellations;
    private final Carried carried;
    private final RunsOfCauses causes;
    private final CancelledSubRuns cancelled;

    RunParts(JdbcClient jdbc, ExactJson json, RunControl control, Tickets tickets, Cancellations cancellations,
            Carried carried, RunsOfCauses causes, CancelledSubRuns cancelled) {
        this.cancelled = cancelled;
        this.causes = causes;
        this.carried = carried;
        this.cancellations = cancellations;
        this.jdbc = jdbc;
        this.json = json;
        this.control = control;
        this.tickets = tickets;
    }

    /** @param carrying of those that hold more than what the whole's own version reads */
    private record Known(Standing standing, List<RunContent> carrying) {}

    @Override
    public void start(long runId, Step step, List<Part> parts, List<String> apart) {
        jdbc.sql(START)
                .params(apart.toArray(String[]::new), step.index(), runId, step.id(),
                        parts.stream().map(Part::part).toArray(Integer[]::new),
                        parts.stream()
                                .map(part -> step.index() + "/" + String.join("/", part.place()))
                                .toArray(String[]::new),
                        parts.stream().map(part -> part.locals().toString()).toArray(String[]::new),
                        parts.stream().map(Part::own).toArray(String[]::new),
                        RunStatus.QUEUED.toString(), step.index())
                .update();
        causes.book(runId, parts.size());
        tickets.add(RunQueue.NAME);
    }

    @Override
    public @Nullable String objection(long runId, int more) {
        return causes.objection(runId, more);
    }

    @Override
    public Standing of(long runId, Step step) {
        var alive = alive();
        var succeeded = RunStatus.SUCCEEDED.toString();
        var known = jdbc.sql(STANDING)
                .params(alive, succeeded, RunStatus.TURNED_AWAY.toString(), LONGEST, succeeded, alive, succeeded, alive,
                        runId, step.index(), runId, step.index())
                .query((row, _) -> new Known(new Standing(row.getInt("begun"), row.getInt("alive"),
                        row.getInt("succeeded"), row.getInt("turned_away"), row.getString("error"),
                        row.getObject("wrong", Integer.class),
                        Duration.ofMillis(row.getLong("waited"))),
                        contents(row.getString("carrying"))))
                .single();
        // Whoever asks how they stand goes on to what they came to.
        carried.take(runId, known.carrying);
        return known.standing;
    }

    private List<RunContent> contents(@Nullable String carrying) {
        return carrying == null ? List.of() : json.read(carrying).valueStream().map(RunParts::content).toList();
    }

    private static RunContent content(JsonNode told) {
        return new RunContent(Version.of(UUID.fromString(told.path(0).asString()), told.path(1).asInt()),
                told.path(2).valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
    }

    @Override
    public List<Result> results(long runId, Step step, int most) {
        return jdbc.sql(RESULTS)
                .params(LONGEST, runId, step.index(), most, RespondAction.BODY, RespondAction.TYPE,
                        StepStatus.SUCCEEDED.toString(), LONGEST)
                .query((row, _) -> new Result(row.getInt("part"), row.getLong("id"), row.getString("status"),
                        row.getString("error"), read(row.getString("result")),
                        read(row.getString("result_summary")),
                        row.getArray("subjects") == null
                                ? List.of()
                                : List.of((String[]) row.getArray("subjects").getArray())))
                .list();
    }

    @Override
    public Collection<String> subjectsOfFailed(long runId, Step step) {
        return jdbc.sql(SUBJECTS)
                .params(runId, step.index(), RunStatus.FAILED.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Override
    public void retry(long runId, Step step) {
        var stopped = new ArrayList<>(
                ids(runId, step, RunStatus.FAILED.toString(), RunStatus.CANCELLED.toString()));
        stopped.removeAll(cancelled.retry(runId, ids(runId, step, RunStatus.CANCELLED.toString())));
        control.retryParts(stopped);
    }

    @Override
    public void cancel(long runId, Step step, String reason) {
        cancellations.cancel(ids(runId, step, alive()), reason);
    }

    private List<Long> ids(long runId, Step step, String... statuses) {
        return jdbc.sql(IDS).params(runId, step.index(), statuses).query((row, _) -> row.getLong(1)).list();
    }

    private @Nullable JsonNode read(@Nullable String result) {
        return result == null ? null : json.read(result);
    }

    private static String[] alive() {
        return Arrays.stream(RunStatus.values())
                .filter(status -> !status.isEnd())
                .map(RunStatus::toString)
                .toArray(String[]::new);
    }
}
