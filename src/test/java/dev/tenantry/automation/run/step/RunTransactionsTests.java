package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.start.AdmissionWorker;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantDataSource;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has much to do, or waits for connections of their own, leaves others their transactions. */
class RunTransactionsTests extends ApiTest {

    private static final int AT_A_TIME = 2;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private PlatformTransactionManager manager;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TenantDataSource connections;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private EngineSettings settings;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private AdmissionWorker admissions;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private RunWaiters waiters;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
        threads.close();
    }

    @Test
    void oneOrganizationNeverHasAllOfThem() throws Exception {
        var transactions = transactions(connections);
        var one = organization();
        var begun = new AtomicInteger();

        var all = new ArrayList<Future<?>>();
        for (var run = 0; run < 3 * AT_A_TIME; run++) {
            all.add(threads.submit(() -> one.call(() -> transactions.run(() -> awaitEnd(begun)))));
        }
        Workflows.await(() -> begun.get() > 0, "none is begun");
        var another = threads.submit(() -> organization().call(() -> transactions.run(() -> 7)));

        assertThat(another.get(30, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(begun).hasValue(AT_A_TIME - 1);
        over.countDown();
        for (var each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        assertThat(begun).hasValue(3 * AT_A_TIME);
    }

    /** Its requests have all that it may have. */
    @Test
    void whoWaitsForConnectionsHoldsUpNobodyElse() throws Exception {
        var shares = new TenantDataSource(connections, 1, Duration.ofMinutes(2));
        var transactions = transactions(shares);
        var one = organization();
        var reserved = new CountDownLatch(1);
        threads.submit(() -> one.call(() -> shares.reserving(() -> {
            reserved.countDown();
            return awaitEnd(new AtomicInteger());
        })));
        assertThat(reserved.await(30, TimeUnit.SECONDS)).isTrue();

        var waiting = List.of(threads.submit(() -> one.call(() -> transactions.run(() -> 1))),
                threads.submit(() -> one.call(() -> transactions.run(() -> 2))));
        for (var look = 0; look < 3; look++) {
            assertThat(threads.submit(() -> organization().call(() -> transactions.run(() -> 7)))
                    .get(30, TimeUnit.SECONDS)).isEqualTo(7);
        }

        assertThat(waiting).noneMatch(Future::isDone);
    }

    private int awaitEnd(AtomicInteger begun) {
        try {
            begun.incrementAndGet();
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
            return begun.get();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private TenantContext organization() {
        return new TenantContext(people.signUp().organizationId(), null);
    }

    private RunTransactions transactions(TenantDataSource source) {
        return new RunTransactions(manager, source,
                new EngineSettings(true, settings.lease(), settings.pollInterval(), settings.concurrency(),
                        settings.perTenant(), AT_A_TIME, settings.maxDepth(), settings.maxRunsPerRoot(),
                        settings.runsPerRootPerMinute(), settings.maxPartsPerRoot(), settings.eventRetention(),
                        settings.runRetention(),
                        settings.longestRetryDelay()),
                admissions, waiters);
    }
}
