package dev.tenantry.crm.imports;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Chunks that take longer than a lease, with a worker whose leases are short in place of the application's. */
class ImportLeaseTests extends ApiTest {

    private static final Duration LEASE = Duration.ofMillis(400);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ImportWorker applications;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private JdbcClient jdbc;
    @Autowired
    @Qualifier("workerPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool pool;
    private final Queue<ImportJob> begun = new ConcurrentLinkedQueue<>();
    private final Map<String, Person> queued = new HashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void restTheApplicationsWorker() {
        applications.stop();
    }

    @AfterEach
    void goOn() throws SQLException {
        end.countDown();
        vanish();
        applications.start();
        queued.forEach((id, person) -> new Importing(person.api()).await(id, "completed"));
    }

    @Test
    void keepALongChunkItsWorkersAndAnOrganizationToOneWorker() throws Exception {
        var one = people.signUp();
        var other = people.signUp();
        var first = queue(one);
        var second = queue(one);
        var others = queue(other);
        var here = worker(3);
        var elsewhere = worker(3);

        here.start();
        elsewhere.start();
        Thread.sleep(LEASE.multipliedBy(5));
        var claimed = List.copyOf(begun);
        end.countDown();
        here.stop();
        elsewhere.stop();
        vanish();
        applications.start();

        assertThat(claimed).filteredOn(job -> job.organizationId().equals(one.organizationId()))
                .hasSize(1)
                .allMatch(job -> List.of(first, second).contains(Long.toString(job.importId())));
        assertThat(claimed).filteredOn(job -> job.organizationId().equals(other.organizationId())).hasSize(1);
        for (var id : List.of(first, second)) {
            new Importing(one.api()).await(id, "completed");
        }
        new Importing(other.api()).await(others, "completed");
    }

    @Test
    void areNotRenewedForWhatIsGivenBack() {
        var person = people.signUp();
        queue(person);
        var jobs = jobs(settings(1));
        var job = jobs.claim(1, true).getFirst();
        var deadline = Instant.now().plusSeconds(10);

        jobs.release(job, Duration.ZERO);
        jobs.live();

        assertThat(jobs.claim(1, true)).extracting(ImportJob::importId).containsExactly(job.importId());
        assertThat(Instant.now()).isBefore(deadline);
        assertThat(jobs.claim(1, true)).extracting(ImportJob::organizationId).doesNotContain(person.organizationId());
    }

    @Test
    void areWaitedForByThoseOnlyWhoCouldClaimOne() {
        var one = people.signUp();
        queue(one);
        queue(one);
        var jobs = jobs(settings(1, Duration.ofMinutes(1)));

        var others = jobs(settings(1, Duration.ofMinutes(1)));

        assertThat(others.hasDue(true)).isTrue();
        var job = jobs.claim(1, true).getFirst();

        assertThat(jobs.hasDue(true)).isFalse();
        assertThat(others.hasDue(true)).isFalse();
        assertThat(jobs.claim(1, true)).isEmpty();
        assertThat(others.claim(1, true)).isEmpty();
        jobs.release(job, Duration.ZERO);
        assertThat(others.hasDue(true)).isTrue();
    }

    @Test
    void leaveAWorkerForOthersThanDryRuns() throws Exception {
        for (var number = 0; number < 3; number++) {
            queue(people.signUp(), "dry-run");
        }
        // So long that none runs out, however busy the machine is.
        var worker = worker(settings(2, Duration.ofMinutes(1)));
        worker.start();
        awaitBegun(1);
        Thread.sleep(LEASE.multipliedBy(2));
        var before = List.copyOf(begun);

        var run = queue(people.signUp(), "run");
        awaitBegun(2);
        end.countDown();
        worker.stop();

        assertThat(before).hasSize(1).allMatch(ImportJob::isDryRun);
        assertThat(begun.stream().skip(1).findFirst()).map(job -> job.importId().toString()).hasValue(run);
    }

    /** Otherwise the application would wait, for as long as its own leases take, for a sign of life. */
    private void vanish() throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var gone = connection.prepareStatement("delete from work_instances where id = any (?)");
                var now = connection
                        .prepareStatement("update work_tickets set due_at = now() where queue = 'imports'")) {
            gone.setArray(1, connection.createArrayOf("uuid", instances.stream().map(Instance::id).toArray()));
            gone.executeUpdate();
            now.executeUpdate();
        }
    }

    private String queue(Person person) {
        return queue(person, "run");
    }

    private String queue(Person person, String mode) {
        var importing = new Importing(person.api());
        var uploaded = importing.upload("companies", "externalId,name\n1,One\n").expect(201);
        importing.map(uploaded, mapping -> mapping).expect(200);
        person.api().send("PUT", "/api/v1/imports/" + uploaded.id() + "/" + mode, null).expect(202);
        queued.put(uploaded.id(), person);
        return uploaded.id();
    }

    private void awaitBegun(int count) throws InterruptedException {
        var deadline = Instant.now().plusSeconds(10);
        while (begun.size() < count && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
    }

    private ImportWorker worker(int threads) {
        return worker(settings(threads));
    }

    private ImportWorker worker(ImportSettings settings) {
        return new ImportWorker(importJobs(settings), new Endless(), settings, new Signals(),
                new SimpleMeterRegistry());
    }

    private WorkQueue<ImportJob> jobs(ImportSettings settings) {
        return importJobs(settings).queue();
    }

    /** As another instance has them. */
    private ImportJobs importJobs(ImportSettings settings) {
        var instance = new Instance(pool);
        instances.add(instance);
        return new ImportJobs(jdbc, pool, new Tickets(jdbc, pool, new Signals()), instance, settings);
    }

    private static ImportSettings settings(int threads) {
        return settings(threads, LEASE);
    }

    private static ImportSettings settings(int threads, Duration lease) {
        return new ImportSettings(DataSize.ofMegabytes(1), 500, 1_000, Duration.ofDays(1), threads, 500, 1_000_000,
                lease, Duration.ofMillis(50));
    }

    /** A chunk that does not end before the test does. */
    private final class Endless extends ImportRunner {

        @SuppressWarnings("NullAway")
        Endless() {
            super(null, null, null, null, null, null, null);
        }

        @Override
        void run(ImportJob job, BooleanSupplier stopping, BooleanSupplier othersTurn) {
            begun.add(job);
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
