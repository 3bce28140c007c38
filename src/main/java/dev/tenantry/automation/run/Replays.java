package dev.tenantry.automation.run;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

/** What external steps of an earlier run have come to, for the run that does it again: nobody is written to twice. */
@Component
class Replays {

    private static final String FIND = """
            select s.step_config, s.result, s.subjects, l.workflow_id, l.version_number, l.carried_permissions from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id
                and v.workflow_json #> l.block -> s.step_index ->> 'id' = ?
            where l.organization_id = app.org_id() and l.id = ? and s.step_type = ? and s.status = ? and s.result is not null""";

    /** Where there are only so many at a time it waits for its turn. */
    private static final String START = """
            with workflow as (
                update workflow_definitions set run_count = run_count + 1, last_run_at = now()
                where organization_id = app.org_id() and id = ? and is_active returning organization_id, id, published_by, published_scopes),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, started_by, published_by, published_scopes, root_id, status,
                    trigger_data, subjects, slot_key, replay_of, takes_over, carried_permissions)
                select w.organization_id, w.id, ?, auth.uid(), w.published_by, w.published_scopes, ?, ?, l.trigger_data, ?, l.slot_key, l.id, ?, nullif(?::text[], '{}')
                from workflow w join workflow_execution_logs l on l.organization_id = w.organization_id and l.id = ?
                returning organization_id, id, workflow_id, published_by, root_id, slot_key),
            placed as (select l.*, 0 as depth, null as throttle_key, l.slot_key is not null as is_waiting, now() as due_at from log l),
            """ + RunPlaces.SQL + " select id from log";
    private static final String STARTED = """
            select l.subjects, l.trigger_data, l.workflow_id, l.version_number, l.carried_permissions, w.current_version, w.published_by, w.published_scopes from workflow_execution_logs l
            join workflow_definitions w on w.organization_id = l.organization_id and w.id = l.workflow_id
            where l.organization_id = app.org_id() and l.id = ?""";
    private static final String HAS_VERSION = """
            select exists (select from workflow_versions where organization_id = app.org_id() and workflow_id = ? and version_number = ?)""";

    private final JdbcClient jdbc;
    private final ExactJson json;
    private final RunScopes scopes;
    private final Tickets tickets;
    private final Carried carried;

    Replays(JdbcClient jdbc, ExactJson json, RunScopes scopes, Tickets tickets, Carried carried) {
        this.carried = carried;
        this.jdbc = jdbc;
        this.json = json;
        this.scopes = scopes;
        this.tickets = tickets;
    }

    /**
     * What a run began with.
     *
     * @param trigger        what it found under that name
     * @param subjects       whose texts may be in that
     * @param reading        the permissions to read all that the run holds
     * @param currentVersion of its workflow
     * @param publication    of its workflow
     */
    record Beginning(
            JsonNode trigger,
            Subjects subjects,
            SortedSet<String> reading,
            int currentVersion,
            Publication publication) {}

    Beginning beginning(Long run) {
        return jdbc.sql(STARTED).param(run).query((row, _) -> {
            var subjects = scopes.subjects();
            subjects.addAll(List.of((String[]) row.getArray("subjects").getArray()));
            var trigger = json.read(row.getString("trigger_data")).path("trigger");
            subjects.addNamedIn(trigger);
            return new Beginning(trigger, subjects, carried.reading(RunContent.read(row)),
                    row.getInt("current_version"),
                    Publication.read(row));
        }).single();
    }

    boolean hasVersion(UUID workflow, int version) {
        return jdbc.sql(HAS_VERSION).params(workflow, version).query(Boolean.class).single();
    }

    /** Starts a run with what another one began with; empty where the workflow is not active. @param takesOver what external steps came to */
    Optional<Long> start(RunResponse earlier, Version version, Beginning beginning, boolean takesOver) {
        var carries = carried.beyond(version, beginning.reading);
        var started = jdbc.sql(START)
                .params(earlier.workflowId(), version.number(), Ids.next(), RunStatus.QUEUED.toString(),
                        beginning.subjects.toArray(), takesOver, carries.toArray(String[]::new), earlier.id())
                .query(Long.class)
                .optional();
        tickets.add(RunQueue.NAME);
        tickets.add(Admissions.QUEUE);
        return started;
    }

    /** What a step did, and what it came to. */
    record Taken(JsonNode prepared, JsonNode result) {}

    private record Found(Taken taken, RunContent earlier) {}

    /** Of the step that the run is at, which is the same one by its id and type. Empty where it is to be carried out. */
    Optional<Taken> takenOver(RunState run, Subjects subjects) {
        if (run.earlier() == null || run.prepared() != null) {
            return Optional.empty();
        }
        var found = jdbc.sql(FIND)
                .params(run.step().id(), run.earlier(), run.step().type(), StepStatus.SUCCEEDED.toString())
                .query((row, _) -> {
                    subjects.addAll(List.of((String[]) row.getArray("subjects").getArray()));
                    return new Found(new Taken(json.read(row.getString("step_config")),
                            json.read(row.getString("result"))), RunContent.read(row));
                })
                .optional();
        // That one can have gone on since this one began.
        found.ifPresent(one -> carried.add(List.of(run.runId()),
                carried.beyond(run.documents().firstEntry().getValue(), carried.reading(one.earlier))));
        return found.map(Found::taken);
    }
}
