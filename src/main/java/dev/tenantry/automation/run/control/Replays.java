package dev.tenantry.automation.run.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Candidate;
import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
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
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

/** Starts runs with what earlier ones began with. */
@Component
class Replays {

    /** As its enrolment has decided, while the workflow is locked. */
    private static final String START = """
            with asked as (select ?::text as slot_key, ?::text as throttle_key, ?::boolean as is_waiting, ?::bigint as delay),
            workflow as (
                update workflow_definitions set run_count = run_count + 1, last_run_at = now()
                where organization_id = app.org_id() and id = ? and is_active returning organization_id, id, published_by, published_scopes),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, started_by, published_by, published_scopes, root_id, status,
                    trigger_data, subjects, slot_key, replay_of, takes_over, carried_permissions)
                select w.organization_id, w.id, ?, auth.uid(), w.published_by, w.published_scopes, ?, ?, l.trigger_data, ?, a.slot_key, l.id, ?, nullif(?::text[], '{}')
                from workflow w cross join asked a join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = ?
                returning organization_id, id, workflow_id, published_by, root_id, slot_key),
            placed as (
                select l.*, 0 as depth, a.throttle_key, a.is_waiting, now() + a.delay * interval '1 millisecond' as due_at from log l cross join asked a),
            """ + RunPlaces.SQL + " select id from log";
    private static final String STARTED = """
            select l.subjects, l.trigger_data, l.workflow_id, l.version_number, l.carried_permissions, w.current_version, w.published_by, w.published_scopes, w.enrolment, w.trigger_type, w.trigger_config, w.is_active from workflow_execution_logs l
            join workflow_definitions w on w.organization_id = l.organization_id and w.id = l.workflow_id
            where l.organization_id = app.org_id() and l.id = ? for no key update of w""";
    private static final String HAS_VERSION = """
            select exists (select from workflow_versions where organization_id = app.org_id() and workflow_id = ? and version_number = ?)""";

    private final JdbcClient jdbc;
    private final ExactJson json;
    private final RunScopes scopes;
    private final Tickets tickets;
    private final Carried carried;
    private final Admissions admission;

    Replays(JdbcClient jdbc, ExactJson json, RunScopes scopes, Tickets tickets, Carried carried,
            Admissions admission) {
        this.admission = admission;
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
     * @param candidate      what its workflow's enrolment is to decide about
     * @param isActive       whether its workflow is
     */
    public record Beginning(
            JsonNode trigger,
            Subjects subjects,
            SortedSet<String> reading,
            int currentVersion,
            Publication publication,
            Candidate candidate,
            boolean isActive) {}

    /** Whoever publishes the workflow waits until the transaction ends: the run is begun in the name that is looked at. */
    Beginning beginning(Long run) {
        return jdbc.sql(STARTED).param(run).query((row, _) -> {
            var subjects = scopes.subjects();
            subjects.addAll(List.of((String[]) row.getArray("subjects").getArray()));
            var told = json.read(row.getString("trigger_data"));
            var trigger = told.path("trigger");
            subjects.addNamedIn(trigger);
            return new Beginning(trigger, subjects, carried.reading(RunContent.read(row)),
                    row.getInt("current_version"),
                    Publication.read(row), candidate(row, told), row.getBoolean("is_active"));
        }).single();
    }

    private Candidate candidate(ResultSet row, JsonNode told) throws SQLException {
        var trigger = told.has("event")
                ? Trigger.read(Trigger.json(row.getString("trigger_type"), json.read(row.getString("trigger_config"))))
                : Trigger.ofType(Trigger.Type.MANUAL);
        return new Candidate(row.getObject("workflow_id", UUID.class), row.getInt("current_version"), trigger,
                Enrolment.read(json.read(row.getString("enrolment"))),
                new Scope(Map.of("trigger", () -> told.path("trigger"), "event", () -> told.path("event"))), null,
                Candidate.Progress.AGAIN);
    }

    boolean hasVersion(UUID workflow, int version) {
        return jdbc.sql(HAS_VERSION).params(workflow, version).query(Boolean.class).single();
    }

    /**
     * Starts a run with what another one began with.
     *
     * @param takesOver what external steps came to
     * @throws ProblemException 409 where the workflow is not active, or its enrolment does not let it in
     */
    Long start(RunResponse earlier, Version version, Beginning beginning, boolean takesOver) {
        var starts = admitted(beginning);
        var carries = carried.beyond(version, beginning.reading);
        var started = jdbc.sql(START)
                .params(Arrays.asList(starts.slotKey(), starts.throttleKey(), starts.isWaiting(),
                        starts.delay().toMillis()))
                .params(earlier.workflowId(), version.number(), Ids.next(), RunStatus.QUEUED.toString(),
                        beginning.subjects.toArray(), takesOver, carries.toArray(String[]::new), earlier.id())
                .query(Long.class)
                .single();
        tickets.add(RunQueue.NAME);
        tickets.add(Admissions.QUEUE);
        return started;
    }

    private Starts admitted(Beginning beginning) {
        if (!beginning.isActive) {
            throw ProblemException.conflict("the workflow is not active");
        }
        return switch (admission.decide(List.of(beginning.candidate)).getFirst()) {
            case Starts starts -> starts;
            case Decision.TurnedAway away -> throw ProblemException.conflict("the run would be " + away.told());
            case Decision.Debounced _ -> throw new IllegalStateException("only events are debounced");
        };
    }
}
