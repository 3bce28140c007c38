package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.Tenantry;
import dev.tenantry.automation.Workflows;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What is started on an instance that carries out nothing, with another one beside it, on the same database, that seldom polls. */
class WorkOfAnotherInstanceTests extends ApiTest {

    private static final Duration POLL = Duration.ofSeconds(3);
    private static final int RUNS = 5;

    @SuppressWarnings("NullAway.Init")
    private static ConfigurableApplicationContext other;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AutomationLifecycle lifecycle;

    @BeforeAll
    static void startAnother() {
        other = new SpringApplicationBuilder(Tenantry.class).initializers(new TestDatabase(), new OidcProvider())
                .run("--server.port=0", "--tenantry.automation.poll-interval=" + POLL);
    }

    @AfterAll
    static void stopAnother() {
        other.close();
    }

    @BeforeEach
    void rest() {
        lifecycle.stop();
    }

    @AfterEach
    void work() {
        lifecycle.start();
    }

    /** By polling alone each would have to wait for the next look. */
    @Test
    void isTakenByTheOtherWellBeforeItPolls() {
        var workflows = Workflows.of(people.signUp().api());
        carriedOut(workflows, 1);

        assertThat(carriedOut(workflows, RUNS)).isLessThan(POLL.multipliedBy(RUNS - 2));
    }

    @Test
    void isFoundByPollingWhereNothingIsHeardOfIt() throws InterruptedException {
        var workflows = Workflows.of(people.signUp().api());
        var hearing = other.getBean("otherInstances", SmartLifecycle.class);
        hearing.stop();
        try {
            carriedOut(workflows, 1);
            // It looks once more where something has ended.
            Thread.sleep(Duration.ofMillis(500));

            assertThat(carriedOut(workflows, 1)).isGreaterThan(POLL.dividedBy(3));
        } finally {
            hearing.start();
        }
    }

    /** One after the other. @return how long that takes */
    private static Duration carriedOut(Workflows workflows, int runs) {
        var workflow = workflows.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]");
        var begun = System.nanoTime();
        IntStream.range(0, runs)
                .forEach(_ -> assertThat(workflows.ended(workflows.start(workflow, "{}")).at("/status"))
                        .isEqualTo("succeeded"));
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
