package dev.tenantry.automation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.TestDatabase;

/** Authors workflows and waits for their runs, over HTTP. */
public final class Workflows {

    private static final Set<String> FINAL = Set.of("succeeded", "failed", "cancelled", "refused", "turned_away");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api api;

    private Workflows(Api api) {
        this.api = api;
    }

    public static Workflows of(Api api) {
        return new Workflows(api);
    }

    /** A workflow that is active. @param steps a JSON array @return its id */
    public String active(String trigger, String steps) {
        var id = draft(trigger, steps);
        api.put("/api/v1/workflows/" + id + "/activation", "").expect(200);
        return id;
    }

    public String manual(String steps) {
        return active("{\"type\":\"manual\"}", steps);
    }

    public String onEvent(String event, String steps) {
        return active("{\"type\":\"event\",\"event\":\"%s\"}".formatted(event), steps);
    }

    public String draft(String trigger, String steps) {
        return create(trigger, steps).expect(201).id();
    }

    /** @param enrolment a JSON object */
    public String active(String trigger, String steps, String enrolment) {
        var id = create(trigger, steps, enrolment).expect(201).id();
        api.put("/api/v1/workflows/" + id + "/activation", "").expect(200);
        return id;
    }

    public Answer create(String trigger, String steps, String enrolment) {
        return api.post("/api/v1/workflows", """
                {"name":"A workflow","trigger":%s,"steps":%s,"enrolment":%s}""".formatted(trigger, steps, enrolment));
    }

    public Answer create(String trigger, String steps) {
        return api.post("/api/v1/workflows", """
                {"name":"A workflow","trigger":%s,"steps":%s}""".formatted(trigger, steps));
    }

    /** @param input a JSON object @return the run's id */
    public String start(String workflow, String input) {
        return api.post("/api/v1/workflows/" + workflow + "/runs", "{\"input\":%s}".formatted(input)).expect(201).id();
    }

    /** Waits until the run has ended. */
    public Answer ended(String run) {
        awaitRow("from workflow_execution_logs where id = ? and status in ('%s')"
                .formatted(String.join("', '", FINAL)), Long.valueOf(run), "run " + run + " did not end");
        return run(run);
    }

    /** The same in an application that has a database of its own. */
    public Answer endedElsewhere(String run) {
        await(() -> FINAL.contains(run(run).at("/status")), "run " + run + " did not end");
        return run(run);
    }

    public Answer run(String run) {
        return api.get("/api/v1/workflow-runs/" + run).expect(200);
    }

    /** The only run of a workflow, once it has ended. */
    public Answer onlyRun(String workflow) {
        awaitRow("from workflow_execution_logs where workflow_id = ? having count(*) = 1", UUID.fromString(workflow),
                "no run was started");
        return ended(runs(workflow).at("/results/0/id"));
    }

    public Answer runs(String workflow) {
        return api.get("/api/v1/workflows/" + workflow + "/runs").expect(200);
    }

    /** As if the delay that the run waits for were over. */
    public static void elapse(String run) {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var elapse = connection.prepareStatement("""
                with over as (
                    update workflow_execution_steps set result = jsonb_set(result, '{until}', to_jsonb(now()))
                    where execution_log_id = ? and status = 'waiting' returning organization_id, execution_log_id),
                due as (
                    update workflow_run_queue q set due_at = now() from over
                    where q.organization_id = over.organization_id and q.id = over.execution_log_id returning q.organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due""")) {
            elapse.setLong(1, Long.parseLong(run));
            if (elapse.executeUpdate() != 1) {
                throw new AssertionError("run " + run + " waits for no delay");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Makes so many runs of a queued one, which are due as it is. */
    public void multiply(String run, int all) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var more = connection.prepareStatement(
                        """
                with more as (
                    insert into workflow_execution_logs (organization_id, workflow_id, version_number, started_by, published_by, root_id, status, trigger_data)
                    select l.organization_id, l.workflow_id, l.version_number, l.started_by, l.published_by, l.root_id, l.status, l.trigger_data
                    from workflow_execution_logs l cross join generate_series(2, ?) where l.id = ?
                    returning organization_id, id, published_by, root_id)
                insert into workflow_run_queue (organization_id, id, user_id, root_id) select organization_id, id, published_by, root_id from more""")) {
            more.setInt(1, all);
            more.setLong(2, Long.parseLong(run));
            more.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Asks the database itself, for which a request takes many times as long: what is waited for has to share the machine. */
    private static void awaitRow(String from, Object parameter, String otherwise) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("select 1 " + from)) {
            statement.setObject(1, parameter);
            await(() -> hasRow(statement), otherwise);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean hasRow(PreparedStatement statement) {
        try (var rows = statement.executeQuery()) {
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static void await(BooleanSupplier condition, String otherwise) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
