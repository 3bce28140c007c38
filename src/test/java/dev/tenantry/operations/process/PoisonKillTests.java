package dev.tenantry.operations.process;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tenantry.automation.Workflows;

import static org.assertj.core.api.Assertions.assertThat;

/** A step that its process does not survive, however often it is begun. */
@Tag("crash")
class PoisonKillTests {

    private static final int TRIES = 5;

    @Test
    void isBegunFiveTimesAndThenItsRunIsParked(@TempDir Path folder) throws SQLException {
        try (var survivor = new Survivor(folder, false)) {
            survivor.application.rehearse();
            survivor.signUp();
            var workflows = survivor.workflows();
            var poison = workflows
                    .manual("[{\"type\":\"webhook\",\"retryConfig\":{\"maxRetries\":4},\"config\":{\"url\":\"%s\"}}]"
                            .formatted(survivor.receiver.url("/poison")));
            var harmless = workflows.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]");
            survivor.receiver.holdAnswers();
            var run = workflows.start(poison, "{}");
            for (var attempt = 1; attempt <= TRIES; attempt++) {
                var begun = attempt;
                Workflows.await(() -> survivor.receiver.deliveries().size() == begun, "it is not begun again");
                survivor.application.kill();
                survivor.application.start();
            }

            Workflows.await(() -> "parked".equals(workflows.run(run).at("/status")), "it is not parked");
            assertThat(workflows.run(run).at("/errorDetails"))
                    .isEqualTo(
                            "parked at step 0: the instance that carried this out stopped or died " + TRIES + " times");
            assertThat(workflows.endedElsewhere(workflows.start(harmless, "{}")).at("/status")).isEqualTo("succeeded");
            assertThat(survivor.receiver.deliveries()).hasSize(TRIES);
        }
    }
}
