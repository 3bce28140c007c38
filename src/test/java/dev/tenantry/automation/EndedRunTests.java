package dev.tenantry.automation;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs end with what they are about, and with the workflow that they are of. */
class EndedRunTests extends ApiTest {

    private static final String TASK = "{\"type\":\"create_task\",\"config\":{\"title\":\"for {{contact.name}}\"}}";

    private Person person;
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void author() {
        person = people.signUp();
        workflows = Workflows.of(person.api());
    }

    @Test
    void withTheirWorkflowInTheTrash() {
        var workflow = workflows.manual(after("P1D"));
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> status(run).equals("waiting"), "run " + run + " does not wait");

        person.api().delete("/api/v1/workflows/" + workflow).expect(204);
        var ended = person.api().get("/api/v1/workflow-runs/" + run);
        Workflows.elapse(run);
        Workflows.await(() -> status(run).equals("cancelled"), "run " + run + " went on");

        assertThat(ended.at("/status")).isIn("queued", "running", "waiting");
        assertThat(person.api().get("/api/v1/workflow-runs/" + run).at("/errorDetails"))
                .isEqualTo("the workflow is in the trash");
        assertThat(tasks(person.api())).isZero();
    }

    @Test
    void allOfAWorkflowAtOnceEvenInTheTrash() {
        var workflow = workflows.manual(after("P1D"));
        var other = workflows.start(workflows.manual(after("P1D")), "{}");
        var runs = IntStream.range(0, 3).mapToObj(_ -> workflows.start(workflow, "{}")).toList();
        runs.forEach(run -> Workflows.await(() -> status(run).equals("waiting"), "run " + run + " does not wait"));
        person.api().delete("/api/v1/workflows/" + workflow).expect(204);

        var answer = person.api().post("/api/v1/workflows/" + workflow + "/run-cancellations", "").expect(200);

        assertThat(answer.json().at("/cancelled").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/isComplete").asBoolean()).isTrue();
        assertThat(runs).allSatisfy(run -> assertThat(status(run)).isEqualTo("cancelled"));
        assertThat(runs).allSatisfy(run -> assertThat(workflows.run(run).at("/errorDetails"))
                .isEqualTo("cancelled by the member " + person.userId()));
        var noted = person.api().get("/api/v1/audit-logs?filter=actionType[eq]:workflow.runs-cancelled").expect(200);
        assertThat(runs).allSatisfy(run -> assertThat(noted.text()).contains(run));
        assertThat(status(other)).isNotEqualTo("cancelled");
        person.api().delete("/api/v1/workflows/trash/" + workflow).expect(204);
        person.api()
                .post("/api/v1/workflows/" + UUID.randomUUID() + "/run-cancellations", "")
                .expect(404);
    }

    /** Whoever has it back has its history, too. */
    @Test
    void aWorkflowIsNotRestoredWhileItsRunsAreDeleted() throws Exception {
        var workflow = workflows.manual("[{\"type\":\"stop\",\"config\":{}}]");
        var run = workflows.start(workflow, "{}");
        workflows.ended(run);
        person.api().delete("/api/v1/workflows/" + workflow).expect(204);

        try (var holder = TestDatabase.server().connectAsSuperuser();
                var statement = holder.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            statement.execute("select from workflow_execution_logs where id = " + run + " for update");
            var erasure = threads.submit(() -> person.api().delete("/api/v1/workflows/trash/" + workflow));
            Workflows.await(() -> waiting(statement) == 1, "nobody deletes the run");
            var restoration = threads
                    .submit(() -> person.api().put("/api/v1/workflows/trash/" + workflow + "/restoration", ""));
            Workflows.await(() -> restoration.isDone() || waiting(statement) == 2, "nobody restores it");
            holder.rollback();

            erasure.get().expect(204);
            restoration.get().expect(404);
        }
    }

    /** How many wait for a lock of the holder, or for one who does. */
    private static int waiting(Statement holder) {
        try (var rows = holder.executeQuery("""
                with recursive waiting (pid) as (
                    select pid from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))
                    union select a.pid from pg_stat_activity a join waiting w on w.pid = any (pg_blocking_pids(a.pid)))
                select count(*) from waiting""")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void withTheRecordThatTheyAreAbout() {
        workflows.onEvent("contact.created", after("PT3S"));
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        Workflows.await(() -> newest().equals("waiting"), "the run does not wait");

        person.api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(newest()).isEqualTo("cancelled");
        workflows.ended(workflows.start(workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"PT4S\"}}]"),
                "{}"));
        assertThat(tasks(person.api())).isZero();
    }

    /** Nobody's version runs with another one's rights, however often both publish while events come. */
    @Test
    void haveTheRightsOfWhoPublishedTheirVersion() throws Exception {
        var other = people.signUpInto(person, "admin");
        var workflow = workflows.onEvent("contact.created", "[%s]".formatted(TASK));
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var author : new Person[]{person, other}) {
                threads.submit(() -> {
                    for (var number = 0; !isOver.get(); number++) {
                        author.api()
                                .patch("/api/v1/workflows/" + workflow, """
                                {"steps":[{"type":"create_task","config":{"title":"%s %d"}}]}"""
                                        .formatted(author.userId(), number));
                    }
                });
            }
            try {
                for (var contact = 0; contact < 60; contact++) {
                    person.api().post("/api/v1/contacts", "{\"name\":\"Ada %d\"}".formatted(contact)).expect(201);
                }
            } finally {
                isOver.set(true);
            }
        }
        // The last events may have started none yet.
        Workflows.await(() -> total("succeeded") + total("failed") == 60, "runs are under way");

        var runs = person.api().get("/api/v1/workflow-runs?limit=200").expect(200).json().at("/results");
        assertThat(runs).hasSize(60).allSatisfy(run -> {
            var tasks = person.api()
                    .get("/api/v1/workflow-runs/" + run.at("/id").asString())
                    .at("/steps/0/stepConfig/title");
            var publisher = run.at("/publishedBy").asString();
            if (!tasks.startsWith("for ")) {
                assertThat(tasks).startsWith(publisher);
            }
        });
    }

    private static String after(String duration) {
        return "[{\"type\":\"delay\",\"config\":{\"duration\":\"%s\"}},%s]".formatted(duration, TASK);
    }

    private String status(String run) {
        return person.api().get("/api/v1/workflow-runs/" + run).at("/status");
    }

    private String newest() {
        return person.api().get("/api/v1/workflow-runs?limit=1").at("/results/0/status");
    }

    private int total(String status) {
        return person.api()
                .get("/api/v1/workflow-runs?total=true&limit=1&filter=status[eq]:" + status)
                .json()
                .at("/total")
                .asInt();
    }

    private static int tasks(Api api) {
        return api.get("/api/v1/tasks?total=true&limit=1").json().at("/total").asInt();
    }
}
