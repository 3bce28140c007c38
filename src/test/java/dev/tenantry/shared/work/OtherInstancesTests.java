package dev.tenantry.shared.work;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What one instance has committed, another one need not poll for. */
@IntegrationTest
class OtherInstancesTests {

    private static final String QUEUE = "told";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Signals here = new Signals();
    private final Signals there = new Signals();
    private OtherInstances ours;
    private OtherInstances theirs;

    @BeforeEach
    void start(@Autowired @Qualifier("workerPool") RolePool worker) {
        ours = new OtherInstances(worker, here);
        theirs = new OtherInstances(worker, there);
        ours.start();
        theirs.start();
    }

    @AfterEach
    void stop() {
        ours.stop();
        theirs.stop();
    }

    @Test
    void hearsOfWhatAnotherOneHasCommitted() {
        var signal = there.of(QUEUE);
        // Until it listens it is told nothing.
        await().atMost(SOON).until(() -> {
            here.raise(QUEUE);
            return hasBeenRaised(signal, Duration.ofMillis(200));
        });

        here.raise(QUEUE);
        assertThat(hasBeenRaised(signal, SOON)).isTrue();
    }

    @Test
    void doesNotWakeItselfTwice() {
        var theirSignal = there.of(QUEUE);
        var ourSignal = here.of(QUEUE);
        await().atMost(SOON).until(() -> {
            here.raise(QUEUE);
            return hasBeenRaised(theirSignal, Duration.ofMillis(200));
        });
        hasBeenRaised(ourSignal, Duration.ZERO);

        there.raise("another");
        here.raise(QUEUE);
        assertThat(hasBeenRaised(ourSignal, Duration.ZERO)).isTrue();
        assertThat(hasBeenRaised(theirSignal, SOON)).isTrue();
        assertThat(hasBeenRaised(ourSignal, Duration.ofMillis(300))).isFalse();
    }

    private static boolean hasBeenRaised(Signal signal, Duration within) {
        try {
            return signal.await(within);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
