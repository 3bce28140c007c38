package dev.tenantry.metering.counter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.metering.rule.EndpointPattern;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.Scope;
import dev.tenantry.metering.rule.WindowLimit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Turns;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;

import static org.assertj.core.api.Assertions.assertThat;

/** Three instances over one database. */
class LeasedCounterTests extends ApiTest {

    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    private final List<LeasedCounters> instances = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<CounterStore> stores = new ArrayList<>();
    private final List<LeaseJournals> journals = new ArrayList<>();
    @TempDir
    private Path folder;
    private UUID organization = UUID.randomUUID();

    @BeforeEach
    void begin() throws InterruptedException {
        organization = people.signUp().organizationId();
        for (var number = 0; number < 3; number++) {
            var id = UUID.randomUUID();
            worker.jdbc().sql("insert into work_instances (id, uptime_start) values (?, now())").param(id).update();
            journals.add(new LeaseJournals(folder, id, Clock.systemUTC()));
            stores.add(new CounterStore(worker, id, journals.getLast()));
            var instance = new LeasedCounters(stores.getLast(), worker);
            instance.start();
            instances.add(instance);
            ids.add(id);
        }
        for (var instance : instances) {
            while (!instance.isListening()) {
                Thread.sleep(5);
            }
        }
    }

    @AfterEach
    void end() throws IOException {
        instances.forEach(LeasedCounters::stop);
        for (var journal : journals) {
            journal.destroy();
        }
        ids.forEach(id -> worker.jdbc().sql("delete from work_instances where id = ?").param(id).update());
    }

    /** Of ten times as many that ask, as many as there may be: never one more, and none is refused while there is one left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 5000})
    void admitAsManyAsThereMayBe(int limit) throws Exception {
        var rule = rule(new WindowLimit(WindowLimit.HOUR, limit), new WindowLimit(WindowLimit.DAY, limit + 1));

        var admitted = burst(rule, 8, Math.max(1, limit * 10 / 24));

        assertThat(admitted).isEqualTo(limit);
        assertThat(used(rule)).containsOnly(limit);
    }

    /** What one of them holds another one gets that has used up the rest. */
    @Test
    void askEachOtherForWhatTheyHold() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 640));
        assertThat(take(0, rule).isAdmitted()).isTrue();
        assertThat(take(1, rule).isAdmitted()).isTrue();

        var admitted = 0;
        while (take(2, rule).isAdmitted()) {
            admitted++;
        }

        assertThat(admitted).isEqualTo(638);
        assertThat(take(0, rule).isAdmitted()).isFalse();
    }

    /** One that has used up what it took holds nothing, and nobody waits for it a second time. */
    @Test
    void askNobodyWhoHasUsedUpWhatHeTook() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 64));
        for (var used = 0; used < 2; used++) {
            assertThat(take(0, rule).isAdmitted()).isTrue();
        }
        while (take(1, rule).isAdmitted()) {
            continue;
        }

        assertThat(take(2, rule).isAdmitted()).isFalse();
        assertThat(worker.jdbc()
                .sql("select count(*) from rate_limit_leases where organization_id = ? and counter like ?")
                .params(organization, rule.id() + "%")
                .query(Integer.class)
                .single()).isZero();
    }

    /** What a killed one has not used comes back once it gives no signs of life, once; of what nobody knows all counts as used. */
    @Test
    void giveBackWhatADeadOneHeld() throws IOException {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 640));
        assertThat(take(2, rule).isAdmitted()).isTrue();
        for (var used = 0; used < 3; used++) {
            assertThat(take(0, rule).isAdmitted()).isTrue();
        }
        var recovery = new OrphanedLeases(journals.get(1), stores.get(1));
        silence(0);
        recovery.work();
        assertThat(used(rule)).as("one that only seems to be dead").containsOnly(20 + 19);
        journals.get(0).abandon();
        instances.getFirst().stop();
        worker.jdbc().sql("update work_instances set seen_at = now() where id = ?").param(ids.getFirst()).update();
        recovery.work();
        assertThat(used(rule)).as("one whose time is not over").containsOnly(20 + 19);

        silence(0);
        recovery.work();
        recovery.work();
        assertThat(used(rule)).containsOnly(20 + 3);

        Files.delete(folder.resolve(ids.get(2) + LeaseJournal.SUFFIX));
        journals.get(2).abandon();
        instances.get(2).stop();
        silence(2);
        recovery.work();
        var admitted = 0;
        while (take(1, rule).isAdmitted()) {
            admitted++;
        }
        assertThat(admitted).isEqualTo(640 - 20 - 3);
    }

    /** What is held and not used is told by each, and of a dead one is taken for used. */
    @Test
    void tellWhatOfWhatTheyHoldIsNotUsed() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 1000));
        for (var instance : List.of(0, 0, 0, 1)) {
            assertThat(take(instance, rule).isAdmitted()).isTrue();
        }

        assertThat(spent(rule)).as("what was known when they took it").isEqualTo(2);
        instances.forEach(LeasedCounters::report);
        assertThat(spent(rule)).isEqualTo(4);

        silence(1);
        stores.getFirst().expireReports();
        assertThat(spent(rule)).isEqualTo(3 + 30);
    }

    private int spent(Rule rule) {
        return worker.jdbc()
                .sql("""
                        select request_count - app.unspent_rate_limit(organization_id, counter, window_start, window_seconds, null) from api_rate_limits
                        where organization_id = ? and endpoint = ?""")
                .params(organization, rule.name())
                .query(Integer.class)
                .single();
    }

    /** However many count at the time when one dies: as many as there may be. */
    @Test
    void admitAsManyAsThereMayBeThoughOneDies() throws Exception {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 3000));
        var before = burst(rule, 8, 40);
        journals.get(0).abandon();
        instances.getFirst().stop();
        silence(0);
        new OrphanedLeases(journals.get(1), stores.get(1)).work();

        var after = 0;
        while (take(1, rule).isAdmitted()) {
            after++;
        }

        assertThat(before + after).isEqualTo(3000);
    }

    private void silence(int instance) {
        worker.jdbc()
                .sql("update work_instances set seen_at = now() - interval '2 minutes' where id = ?")
                .param(ids.get(instance))
                .update();
    }

    /** While windows end, those that are longer count on, and what was taken of one that is over goes back to them. */
    @Test
    void losesNothingAtTheEdgesOfWindows() throws Exception {
        var rule = rule(new WindowLimit(1, 300), new WindowLimit(WindowLimit.DAY, 1_000_000));
        var end = System.nanoTime() + 2_500_000_000L;
        var admitted = 0;
        while (System.nanoTime() < end) {
            admitted += burst(rule, 2, 20);
        }
        instances.forEach(LeasedCounters::destroy);

        var windows = worker.jdbc()
                .sql("select request_count from api_rate_limits where organization_id = ? and endpoint = ? and window_seconds = 1")
                .params(organization, rule.name())
                .query(Integer.class)
                .list();
        assertThat(windows).hasSizeBetween(3, 4).allMatch(count -> count <= 300);
        assertThat(used(rule)).contains(admitted);
        assertThat(windows.stream().mapToInt(Integer::intValue).sum()).isEqualTo(admitted);
    }

    @Test
    void takeBackWhatIsNotNeeded() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 2));
        var first = take(0, rule);
        var second = take(1, rule);
        instances.get(1).putBack(second, organization, organization);

        assertThat(first.remaining()).isEqualTo(1);
        assertThat(second.remaining()).isZero();
        assertThat(take(2, rule).isAdmitted()).isTrue();
        assertThat(take(0, rule).isAdmitted()).isFalse();
    }

    /** The lease that one was taken of may have been given back meanwhile. */
    @Test
    void takeBackWhatWasTakenOfALeaseThatIsOver() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 1));
        var only = take(0, rule);
        instances.getFirst().destroy();

        instances.getFirst().putBack(only, organization, organization);

        assertThat(take(1, rule).isAdmitted()).isTrue();
        assertThat(take(1, rule).isAdmitted()).isFalse();
    }

    /** Whoever is refused is, whatever becomes of what they had taken before. */
    @Test
    void doNotFailWhereSomethingCannotBeGivenBack() {
        var rule = rule(new WindowLimit(WindowLimit.DAY, 1));
        var taken = new LeaseGrant(1, List.of("never"), List.of(WindowLimit.DAY), List.of(0), List.of(1_000L), false,
                "never");
        var decision = new QuotaDecision(rule, rule.windows().getFirst(), 0, Duration.ZERO,
                new CounterLease(taken, System.nanoTime()));

        try (var expected = ExpectedFailures.loggedBy(Turns.class.getName())) {
            instances.getFirst().putBack(decision, organization, organization);

            assertThat(expected.count()).isEqualTo(1);
        }
    }

    private int burst(Rule rule, int threads, int each) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var askers = new ArrayList<Callable<Integer>>();
            for (var number = 0; number < 3 * threads; number++) {
                var instance = number % 3;
                askers.add(() -> {
                    var admitted = 0;
                    for (var time = 0; time < each; time++) {
                        admitted += take(instance, rule).isAdmitted() ? 1 : 0;
                    }
                    return admitted;
                });
            }
            var sum = 0;
            for (var asker : pool.invokeAll(askers)) {
                sum += asker.get();
            }
            return sum;
        }
    }

    private QuotaDecision take(int instance, Rule rule) {
        return instances.get(instance).take(rule, organization, organization);
    }

    private List<Integer> used(Rule rule) {
        return worker.jdbc()
                .sql("select request_count from api_rate_limits where organization_id = ? and endpoint = ? and window_seconds > 1")
                .params(organization, rule.name())
                .query(Integer.class)
                .list();
    }

    private static Rule rule(WindowLimit... windows) {
        var id = UUID.randomUUID();
        return new Rule(id, "test " + id, Rule.Source.POLICY, null, EndpointPattern.of("/api/v1/**"),
                Scope.ORGANIZATION, null, List.of(windows), null, null);
    }
}
