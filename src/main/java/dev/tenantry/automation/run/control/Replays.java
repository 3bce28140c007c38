package dev.tenantry.automation.run.control;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.Carried;
import dev.tenantry.automation.run.RunContent;
import dev.tenantry.automation.run.RunPlaces;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.run.show.RunResponse;
import dev.tenantry.automation.run.step.RunScopes;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.json.ExactJson;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

/** Starts runs with what earlier ones began with. */
@Component
class Replays {

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
            where l.organization_id = app.org_id() and l.id = ? for no key update of w""";
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
    public record Beginning(
            JsonNode trigger,
            Subjects subjects,
            SortedSet<String> reading,
            int currentVersion,
            Publication publication) {}

    /** Whoever publishes the workflow waits until the transaction ends: the run is begun in the name that is looked at. */
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
}
