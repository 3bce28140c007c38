package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedReadTests {

    private final AtomicLong now = new AtomicLong(-5);
    private final AtomicInteger reads = new AtomicInteger();
    private final SharedRead shared = new SharedRead(Duration.ofNanos(100), now::get);

    @Test
    void readsOnceForAllWhoWait() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var asked = new CountDownLatch(40);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> shared.run(() -> {
                begun.countDown();
                await(asked);
                reads.incrementAndGet();
            }));
            begun.await();
            for (var one = 0; one < 40; one++) {
                threads.execute(() -> {
                    asked.countDown();
                    shared.run(reads::incrementAndGet);
                });
            }
        }

        assertThat(reads).hasValue(1);
    }

    @Test
    void readsAnewForWhoeverAsksLater() {
        shared.run(reads::incrementAndGet);
        now.addAndGet(100);
        shared.run(reads::incrementAndGet);
        assertThat(reads).hasValue(1);

        now.addAndGet(1);
        shared.run(reads::incrementAndGet);

        assertThat(reads).hasValue(2);
    }

    @Test
    void failsForAllWhoAskedAndForNobodyLater() {
        assertThatThrownBy(() -> shared.run(() -> {
            throw new IllegalStateException("gone");
        })).hasMessage("gone");
        assertThatThrownBy(() -> shared.run(reads::incrementAndGet)).hasMessage("gone");

        now.addAndGet(101);
        shared.run(reads::incrementAndGet);

        assertThat(reads).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
