package dev.tenantry.automation.run.step;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunQueue;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;

import static org.assertj.core.api.Assertions.assertThat;

/** A step that exhausts the stack or the heap, or breaks what never breaks, is a step that failed. */
class StepErrorTests extends ApiTest {

    @Autowired
    private AutomationLifecycle lifecycle;
    @Autowired
    private Tickets tickets;
    @Autowired
    private EngineSettings settings;
    @Autowired
    @Qualifier("workerPool")
    private RolePool workerPool;
    @Autowired
    private RunStore store;
    @Autowired
    private RunParking parking;
    @Autowired
    private RunScopes scopes;
    @Autowired
    private Rights rights;
    @Autowired
    private RunTransactions transactions;
    @Autowired
    private StepFailures failures;
    @Autowired
    private EarlierSteps earlier;
    @Autowired
    private LateOutcomes late;

    @SuppressWarnings("NullAway.Init")
    private ExpectedFailures logged;

    @BeforeEach
    void rest() {
        logged = ExpectedFailures.loggedBy(StepFailures.class.getName());
        lifecycle.stop();
    }

    @AfterEach
    void work() {
        lifecycle.start();
        logged.close();
    }

    static Stream<Error> errors() {
        return Stream.of(new OutOfMemoryError("only said"), new StackOverflowError(), new AssertionError("no"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void isTriedAgainAsItSaysAndFails(Error error) {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var run = workflows.start(
                workflows
                        .manual("""
                [{"type":"delay","retryConfig":{"maxRetries":1,"retryDelaySeconds":0},"config":{"duration":"PT1S"}}]"""),
                "{}");

        attempt(run, error);
        attempt(run, error);

        var failed = workflows.run(run);
        assertThat(failed.at("/status")).as(failed.text()).isEqualTo("failed");
        assertThat(failed.at("/steps/0/retryCount")).isEqualTo("1");
    }

    /** What is busy here is so for a moment, however long it is of use to spare others' servers. */
    @Test
    void isTriedAgainSoonWhereNothingIsSaid() {
        var workflows = Workflows.of(people.signUp().api());
        var run = workflows.start(workflows.manual("[{\"type\":\"delay\",\"config\":{\"duration\":\"PT1S\"}}]"), "{}");
        var before = Instant.now();

        attempt(run, new OutOfMemoryError("only said"));

        var waiting = workflows.run(run);
        assertThat(waiting.at("/status")).as(waiting.text()).isEqualTo("waiting");
        assertThat(Instant.parse(waiting.at("/waitingUntil"))).isBefore(before.plusSeconds(10));
    }

    private void attempt(String run, Error error) {
        var attempts = new StepAttempts(store, parking, scopes, rights, new StepActions(List.of(new Failing(error))),
                earlier, settings);
        var steps = new StepRunner(scopes, transactions, attempts,
                new StepInterruptions(store, parking, transactions, failures, settings), new ExternalSteps(failures),
                late);
        new RunQueue(workerPool, tickets, new Instance(workerPool), settings).work()
                .claim(64)
                .stream()
                .filter(claim -> claim.runId() == Long.parseLong(run))
                .forEach(claim -> assertThat(claim.context().call(() -> steps.step(claim))).isFalse());
    }

    private record Failing(Error error) implements LocalAction {

        @Override
        public Type resultType(Step step) {
            return Object.class;
        }

        @Override
        public String type() {
            return "delay";
        }

        @Override
        public String schema() {
            return "{}";
        }

        @Override
        public void check(Step step, Faults faults) {
            // whatever it is
        }

        @Override
        public Set<String> permissions(Step step) {
            return Set.of();
        }

        @Override
        public Outcome perform(StepRun run, JsonNode prepared) {
            throw error;
        }
    }
}
