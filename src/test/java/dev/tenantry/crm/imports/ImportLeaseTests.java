package dev.tenantry.crm.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

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
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void restTheApplicationsWorker() {
        applications.stop();
    }

    @AfterEach
    void goOn() {
        end.countDown();
        applications.start();
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
        var jobs = new ImportJobs(jdbc, pool, settings(1));
        var job = jobs.claim(List.of()).orElseThrow();
        var deadline = Instant.now().plusSeconds(10);

        pool.jdbc()
                .sql("update import_jobs set leased_until = null where organization_id = ? and import_id = ?")
                .params(job.organizationId(), job.importId())
                .update();
        jobs.renew(List.of(job));

        assertThat(jobs.claim(List.of()).orElseThrow().importId()).isEqualTo(job.importId());
        assertThat(Instant.now()).isBefore(deadline);
        assertThat(jobs.claim(List.of(person.organizationId()))).isEmpty();
    }

    private String queue(Person person) {
        var importing = new Importing(person.api());
        var uploaded = importing.upload("companies", "externalId,name\n1,One\n").expect(201);
        importing.map(uploaded, mapping -> mapping).expect(200);
        person.api().send("PUT", "/api/v1/imports/" + uploaded.id() + "/run", null).expect(202);
        return uploaded.id();
    }

    private ImportWorker worker(int threads) {
        var settings = settings(threads);
        return new ImportWorker(new ImportJobs(jdbc, pool, settings), new Endless(), settings);
    }

    private static ImportSettings settings(int threads) {
        return new ImportSettings(DataSize.ofMegabytes(1), 500, 1_000, Duration.ofDays(1), threads, 500, 1_000_000,
                LEASE, Duration.ofMillis(50));
    }

    /** A chunk that does not end before the test does. */
    private final class Endless extends ImportRunner {

        @SuppressWarnings("NullAway")
        Endless() {
            super(null, null, null, null, null, null);
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
