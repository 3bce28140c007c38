package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.admission.Decision;
import dev.tenantry.automation.admission.Decision.Starts;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.RunPlaces;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.tenancy.Ids;

/** Writes the runs that somebody asks for: those of one workflow in one statement, however many there are. */
@Component
class AskedRuns {

    /** What an enrolment decides is decided before; where there is none that is not even asked. */
    private static final String START = """
            with asked as (
                select * from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::bigint[]) with ordinality
                    as a (trigger_data, subjects, root_id, slot_key, throttle_key, refusal, is_waiting, delay, place)),
            workflow as (
                update workflow_definitions set run_count = run_count + (select count(*) from asked where refusal is null), last_run_at = now()
                where organization_id = app.org_id() and id = ? and is_active and (? or %s)
                returning organization_id, id, current_version, published_by, published_scopes),
            active as (
                update workflow_triggers t set trigger_count = t.trigger_count + (select count(*) from asked where refusal is null), last_triggered_at = now() from workflow w
                where t.organization_id = w.organization_id and t.workflow_id = w.id and t.is_active and t.trigger_type = ?
                returning t.id),
            log as (
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, started_by, published_by, published_scopes,
                    root_id, status, trigger_data, subjects, slot_key, error_details, execution_end)
                select w.organization_id, w.id, w.current_version, (select id from active), auth.uid(), w.published_by, w.published_scopes, a.root_id,
                    case when a.refusal is null then ? else ? end, a.trigger_data::jsonb, array(select jsonb_array_elements_text(a.subjects::jsonb)),
                    a.slot_key, a.refusal, case when a.refusal is not null then now() end
                from workflow w cross join asked a order by a.place
                returning organization_id, id, workflow_id, published_by, root_id, slot_key, error_details is null as is_run),
            ticket as (insert into work_tickets (organization_id, queue) select organization_id, 'runs' from log where is_run limit 1),
            placed as (
                select l.*, 0 as depth, a.throttle_key, a.is_waiting, now() + a.delay * interval '1 millisecond' as due_at
                from log l join asked a on a.root_id = l.root_id where l.is_run),
            """.formatted(Enrolment.OPEN) + RunPlaces.SQL + " select id, is_run from log order by id";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AskedRuns(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A run that there is to be.
     *
     * @param triggerData what its steps find
     * @param subjects    the records that it names, {@code contact/17}
     */
    record Asked(JsonNode triggerData, String[] subjects) {}

    /** @param status as it began: turned away, where the enrolment lets it not in */
    public record StartedRun(long id, RunStatus status) {}

    private record Admitted(Asked asked, Starts starts, @Nullable String refusal) {}

    /** All at once, of a workflow whose enrolment decides nothing. @return in their order; nothing where it is no such workflow, or not active */
    List<StartedRun> start(UUID workflowId, Trigger.Type type, List<Asked> asked) {
        return write(workflowId, type, false,
                asked.stream().map(one -> new Admitted(one, Starts.AT_ONCE, null)).toList());
    }

    /** As has been decided of each, while the workflow is locked. @return in their order */
    List<StartedRun> start(UUID workflowId, Trigger.Type type, List<Asked> asked, List<Decision> decisions) {
        var admitted = new ArrayList<Admitted>();
        for (var index = 0; index < asked.size(); index++) {
            admitted.add(switch (decisions.get(index)) {
                case Starts starts -> new Admitted(asked.get(index), starts, null);
                case Decision.TurnedAway away -> new Admitted(asked.get(index), Starts.AT_ONCE, away.told());
                case Decision.Debounced _ -> throw new IllegalStateException("only events are debounced");
            });
        }
        return write(workflowId, type, true, admitted);
    }

    private List<StartedRun> write(UUID workflowId, Trigger.Type type, boolean isDecided, List<Admitted> runs) {
        return jdbc.sql(START)
                .param(each(runs, run -> run.asked.triggerData.toString(), String[]::new))
                .param(each(runs, run -> json.writeValueAsString(run.asked.subjects), String[]::new))
                .param(each(runs, _ -> Ids.next(), UUID[]::new))
                .param(each(runs, run -> run.starts.slotKey(), String[]::new))
                .param(each(runs, run -> run.starts.throttleKey(), String[]::new))
                .param(each(runs, run -> run.refusal, String[]::new))
                .param(each(runs, run -> run.starts.isWaiting(), Boolean[]::new))
                .param(each(runs, run -> run.starts.delay().toMillis(), Long[]::new))
                .param(workflowId)
                .param(isDecided)
                .param(type.toString())
                .param(RunStatus.QUEUED.toString())
                .param(RunStatus.TURNED_AWAY.toString())
                .query((row, _) -> new StartedRun(row.getLong("id"),
                        row.getBoolean("is_run") ? RunStatus.QUEUED : RunStatus.TURNED_AWAY))
                .list();
    }

    private static <T> T[] each(List<Admitted> runs, Function<Admitted, @Nullable T> column,
            IntFunction<T[]> array) {
        return runs.stream().map(column).toArray(array);
    }
}
