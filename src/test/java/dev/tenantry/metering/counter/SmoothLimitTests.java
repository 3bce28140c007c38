package dev.tenantry.metering.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.metering.rule.BurstLimit;
import dev.tenantry.metering.rule.EndpointPattern;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.Scope;
import dev.tenantry.metering.rule.WindowLimit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances over one database, whose buckets go by a clock that is set. */
class SmoothLimitTests extends ApiTest {

    /** Ten a second. */
    private static final WindowLimit HOUR = new WindowLimit(WindowLimit.HOUR, 36_000);

    @Autowired
    @Qualifier("counterPool")
    private RolePool pool;

    private final AtomicLong now = new AtomicLong();
    private final List<LeasedCounters> instances = new ArrayList<>();
    private UUID organization = UUID.randomUUID();

    @BeforeEach
    void begin() {
        organization = people.signUp().organizationId();
        for (var number = 0; number < 2; number++) {
            instances.add(new LeasedCounters(new CounterStore(pool, UUID.randomUUID()), pool, now::get));
        }
    }

    @AfterEach
    void end() {
        instances.forEach(LeasedCounters::destroy);
    }

    @Test
    void letsABurstThroughAndThenWhatIsRefilled() {
        var rule = rule(20, HOUR);

        assertThat(admitted(0, rule, 50)).isEqualTo(20);
        var refused = take(0, rule);
        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.window().told()).isEqualTo("burst");
        assertThat(refused.window().most()).isEqualTo(20);
        assertThat(refused.reset()).isEqualTo(Duration.ofMillis(100));

        pass(Duration.ofMillis(99));
        assertThat(take(0, rule).isAdmitted()).isFalse();
        assertThat(take(0, rule).reset()).isEqualTo(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThat(admitted(0, rule, 5)).isEqualTo(1);

        pass(Duration.ofMillis(700));
        assertThat(admitted(0, rule, 50)).isEqualTo(7);
    }

    /** What there may be in a window there may be, however it is spread. */
    @Test
    void countsWhatItLetsThroughInItsWindowsAlone() {
        var rule = rule(20, HOUR, new WindowLimit(WindowLimit.DAY, 25));

        assertThat(admitted(0, rule, 50)).isEqualTo(20);
        assertThat(used(rule, WindowLimit.DAY)).isEqualTo(20);
        pass(Duration.ofHours(1));
        assertThat(admitted(0, rule, 50)).isEqualTo(5);
        assertThat(take(0, rule).window().told()).isEqualTo("day");
        assertThat(take(1, rule).window().told()).isEqualTo("day");
    }

    /** Each has a bucket of its own; what one for all would let through at most in the time that it takes to be refilled no two exceed. */
    @Test
    void letsNoMoreThroughOnAllInstancesThanOneBucketCould() throws Exception {
        // A day's window and a burst that takes half of it: no test runs into the next one but at noon and midnight.
        var rule = rule(50, new WindowLimit(WindowLimit.DAY, 100));
        var bound = rule.counted().getLast();
        assertThat(bound.seconds()).isEqualTo(WindowLimit.DAY / 2);
        assertThat(bound.most()).isEqualTo(100);
        var small = rule(10, new WindowLimit(WindowLimit.DAY, 1_000));
        assertThat(small.counted().getLast()).isEqualTo(new WindowLimit(864, 20, true));

        assertThat(concurrently(rule(30, new WindowLimit(WindowLimit.DAY, 31)))).isEqualTo(31);
        assertThat(concurrently(small)).isBetween(20, 40);
        for (var number : counted(small, 864)) {
            assertThat(number).isLessThanOrEqualTo(20);
        }
    }

    /** Where all together have used up what one bucket could let through, waiting for the own one would be in vain. */
    @Test
    void tellsTheLaterOfTheTwoTimes() {
        var rule = rule(10, new WindowLimit(WindowLimit.DAY, 100));
        assertThat(rule.counted().getLast()).isEqualTo(new WindowLimit(8640, 20, true));
        assertThat(admitted(0, rule, 10) + admitted(1, rule, 10)).isEqualTo(20);

        var refused = take(0, rule);

        var left = 8640 - Instant.now().getEpochSecond() % 8640;
        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.reset().toSeconds()).isGreaterThanOrEqualTo(Math.max(left, 864) - 5);
        assertThat(used(rule, 8640)).isEqualTo(20);
    }

    @Test
    void takesBackWhatIsNotDone() {
        var rule = rule(1, HOUR);
        var only = take(0, rule);
        assertThat(take(0, rule).isAdmitted()).isFalse();

        instances.getFirst().putBack(only, organization, organization);

        assertThat(take(0, rule).isAdmitted()).isTrue();
    }

    /** What is refused by its windows does not come later for that. */
    @Test
    void keepsWhatMayComeAtOnceWhereThereIsNothingLeft() {
        var rule = rule(2, HOUR, new WindowLimit(WindowLimit.DAY, 1));

        assertThat(admitted(0, rule, 10)).isEqualTo(1);

        assertThat(take(0, rule).window().told()).isEqualTo("day");
    }

    /** Whoever waits for a minute is not to begin anew. */
    @Test
    void goesOnWhereItWasWhenNobodyHasAsked() {
        var leased = new LeasedCounter(new Counter(UUID.randomUUID(), organization, organization), rule(20, HOUR),
                new CounterStore(pool, UUID.randomUUID()), now::get);
        assertThat(leased.isRested()).isTrue();
        assertThat(leased.take()).isNotNull();

        assertThat(leased.isRested()).isFalse();
        pass(Duration.ofMillis(100));
        assertThat(leased.isRested()).isTrue();
        leased.close();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private QuotaDecision take(int instance, Rule rule) {
        return instances.get(instance).take(rule, organization, organization);
    }

    private int admitted(int instance, Rule rule, int asked) {
        var admitted = 0;
        for (var time = 0; time < asked; time++) {
            admitted += take(instance, rule).isAdmitted() ? 1 : 0;
        }
        return admitted;
    }

    private int concurrently(Rule rule) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var askers = new ArrayList<Callable<Integer>>();
            for (var number = 0; number < 8; number++) {
                var instance = number % 2;
                askers.add(() -> admitted(instance, rule, 20));
            }
            var sum = 0;
            for (var asker : threads.invokeAll(askers)) {
                sum += asker.get();
            }
            return sum;
        }
    }

    private int used(Rule rule, int seconds) {
        return counted(rule, seconds).getLast();
    }

    private List<Integer> counted(Rule rule, int seconds) {
        return pool.jdbc()
                .sql("select request_count from api_rate_limits where organization_id = ? and endpoint = ? and window_seconds = ?")
                .params(organization, rule.name(), seconds)
                .query(Integer.class)
                .list();
    }

    private static Rule rule(int burst, WindowLimit... windows) {
        var id = UUID.randomUUID();
        return new Rule(id, "test " + id, Rule.Source.POLICY, null, EndpointPattern.of("/api/v1/**"),
                Scope.ORGANIZATION, null, List.of(windows), new BurstLimit(burst, windows[0]), null);
    }
}
