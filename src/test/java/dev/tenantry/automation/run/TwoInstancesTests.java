package dev.tenantry.automation.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tenantry.Tenantry;
import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.OidcProvider;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the application on one database, both of which start and carry out runs of one key. */
class TwoInstancesTests extends ApiTest {

    private static final int LIMIT = 2;
    private static final int STARTERS = 6;
    private static final int STARTS = 10;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ApplicationContext first;
    private final AtomicInteger beside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void neverCarryOutMoreThanThereAreSlotsAndLoseNone() {
        try (var receiver = new HookReceiver(); var second = another()) {
            receiver.answerWith(exchange -> {
                most.accumulateAndGet(beside.incrementAndGet(), Math::max);
                try {
                    Thread.sleep(5);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                beside.decrementAndGet();
                HookReceiver.answer(exchange, 200, "thanks");
            });
            var person = people.signUp();
            var workflow = Workflows.of(person.api())
                    .active("{\"type\":\"manual\"}",
                            "[{\"type\":\"webhook\",\"config\":{\"url\":\"%s\"}},{\"type\":\"create_task\",\"config\":{\"title\":\"{{run.id}}\"}}]"
                                    .formatted(receiver.url("/slot")),
                            "{\"concurrency\":{\"limit\":%d}}".formatted(LIMIT));

            var turn = new AtomicInteger();
            Parallel.times(STARTERS,
                    () -> start(turn.getAndIncrement() % 2 == 0 ? person.api() : at(second, person), workflow));
            Workflows.await(() -> succeeded(person, workflow) == STARTERS * STARTS, "some were lost");

            assertThat(most).hasValue(LIMIT);
            assertThat(receiver.deliveries()).hasSize(STARTERS * STARTS);
            assertThat(steps(first)).isPositive();
            assertThat(steps(second)).isPositive();
        }
    }

    private static ConfigurableApplicationContext another() {
        return new SpringApplicationBuilder(Tenantry.class)
                .initializers(new TestDatabase(), new OidcProvider())
                .run("--server.port=0");
    }

    private static Api at(ConfigurableApplicationContext instance, Person person) {
        return Api.at(instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class))
                .bearer(person.accessToken());
    }

    private static boolean start(Api api, String workflow) {
        IntStream.range(0, STARTS).forEach(_ -> Workflows.of(api).start(workflow, "{}"));
        return true;
    }

    private static int succeeded(Person person, String workflow) {
        return person.api()
                .get("/api/v1/workflows/" + workflow + "/runs?limit=1&total=true&filter=status[eq]:succeeded")
                .expect(200)
                .json()
                .path("total")
                .asInt();
    }

    private static double steps(ApplicationContext instance) {
        return instance.getBean(MeterRegistry.class)
                .find("tenantry.automation.steps")
                .tag("outcome", "succeeded")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
