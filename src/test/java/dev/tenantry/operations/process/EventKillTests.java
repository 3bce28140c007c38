package dev.tenantry.operations.process;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tenantry.automation.Workflows;

import static org.assertj.core.api.Assertions.assertThat;

/** What events begin is done once, whether the process dies while it dispatches them, or before. */
@Tag("crash")
class EventKillTests {

    private static final int KILLS = 2;
    private static final int CONTACTS = 40;

    @Test
    void doesWhatEachEventBeginsOnce(@TempDir Path folder) throws SQLException {
        try (var survivor = new Survivor(folder, false)) {
            survivor.application.start();
            survivor.signUp();
            survivor.workflows().onEvent("contact.created", """
                    [{"type":"create_task","config":{"title":"{{run.id}}"}},
                     {"type":"update_contact","config":{"fields":{"jobTitle":"{{run.id}}"}}}]""");
            for (var kill = 0; kill < KILLS; kill++) {
                for (var batch = 0; batch < 4; batch++) {
                    survivor.api()
                            .post("/api/v1/contacts/batch/create", "{\"inputs\":["
                                    + IntStream.range(0, CONTACTS / 4)
                                            .mapToObj("{\"properties\":{\"name\":\"Somebody %d\"}}"::formatted)
                                            .collect(Collectors.joining(","))
                                    + "]}")
                            .expect(200);
                }
                survivor.application.kill();
                survivor.application.start();
            }

            Workflows.await(
                    () -> survivor
                            .count("select count(*) from workflow_execution_logs where status = 'succeeded'") >= KILLS
                                    * CONTACTS,
                    "they do not end");

            assertThat(survivor.count("select count(*) from workflow_execution_logs")).isEqualTo(KILLS * CONTACTS);
            assertThat(survivor.count("select count(distinct title) from tasks")).isEqualTo(KILLS * CONTACTS);
            assertThat(survivor.count("select count(*) from tasks")).isEqualTo(KILLS * CONTACTS);
            assertThat(survivor.count("select count(*) from contacts where version = 1")).isEqualTo(KILLS * CONTACTS);
        }
    }

    /** The very first step is carried out by what dispatches the event: neither its effect nor its run is there before both are. */
    @Test
    void doesOnceWhatItDiesOfInTheFirstStep(@TempDir Path folder) throws SQLException {
        try (var survivor = new Survivor(folder, false)) {
            survivor.application.start();
            survivor.signUp();
            survivor.workflows().onEvent("contact.created", """
                    [{"type":"create_task","config":{"title":"{{run.id}}"}},
                     {"type":"update_contact","config":{"fields":{"jobTitle":"{{run.id}}"}}}]""");
            // What comes before a process has had its first turn is queued.
            survivor.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201);
            awaitSucceeded(survivor, 1);
            try (var holder = survivor.connect()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("lock table tasks in share mode");
                survivor.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
                Workflows.await(() -> survivor.count(
                        "select count(*) from pg_locks where relation = 'tasks'::regclass and not granted") == 1,
                        "the step is not begun");

                assertThat(survivor.count("select count(*) from workflow_execution_logs")).isEqualTo(1);
                survivor.application.kill();
                holder.rollback();
            }
            survivor.application.start();

            awaitSucceeded(survivor, 2);
            assertThat(survivor.count("select count(*) from workflow_execution_logs")).isEqualTo(2);
            assertThat(survivor.count(
                    "select count(*) from tasks t join contacts c on c.job_title = t.title where c.version = 1"))
                    .isEqualTo(2);
            assertThat(survivor.count("select count(*) from tasks")).isEqualTo(2);
        }
    }

    private static void awaitSucceeded(Survivor survivor, int runs) {
        Workflows.await(
                () -> survivor
                        .count("select count(*) from workflow_execution_logs where status = 'succeeded'") == runs,
                "they do not end");
    }
}
