package dev.tenantry.shared.work;

import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ChannelListenerTests {

    private static final String CHANNEL = "channel_listener_tests";

    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    /** Whoever could not read what has changed would go by what was known before for as long as nothing else changes. */
    @Test
    void tellsWhoeverFailsAtItAgainUntilThatGoesWell() {
        var failures = new AtomicInteger();
        var readings = new AtomicInteger();
        var listener = new ChannelListener(worker, CHANNEL, "what this test tells", () -> {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the pool has no connection");
            }
            readings.incrementAndGet();
        });
        listener.start();
        try (var expected = ExpectedFailures.loggedBy(ChannelListener.class.getName())) {
            Awaitility.await().until(listener::isListening);
            var before = readings.get();
            failures.set(2);

            worker.jdbc().sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> true).single();

            Awaitility.await().until(() -> failures.get() == 0 && readings.get() > before && listener.isListening());
            assertThat(expected.count()).isPositive();
        } finally {
            listener.stop();
        }
    }

    /** What has been committed stays: whoever asked for it is not told that it failed. */
    @Test
    void readsWhatWasCommittedAgainWhereThatFailsAtFirst() {
        var failures = new AtomicInteger();
        var readings = new AtomicInteger();
        var hearer = new ChannelHearer(worker, CHANNEL, "what this test tells") {

            @Override
            public void miss() {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IllegalStateException("the pool has no connection");
                }
                readings.incrementAndGet();
            }

            private void changed() {
                attemptReload();
            }
        };
        hearer.start();
        try (var expected = ExpectedFailures.loggedBy(Turns.class.getName())) {
            Awaitility.await().until(hearer::isListening);
            var before = readings.get();
            failures.set(1);

            hearer.changed();

            Awaitility.await().until(() -> readings.get() > before && hearer.isListening());
            assertThat(expected.count()).isEqualTo(1);
        } finally {
            hearer.stop();
        }
    }
}
