package dev.tenantry.audit.sink;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.RetryAfter;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.work.QueueWorker;
import dev.tenantry.shared.work.Signals;

/** Sends sinks what waits for them, from where the last acknowledgement left off. */
@Component
class SinkWorker extends QueueWorker<SinkClaim> {

    /** How long a sink with nothing to send is let be. */
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 8;
    private static final int AT_ONCE = 8;
    /** So many batches at a time: others are waiting, too. */
    private static final int SHIFT = 100;
    private static final int LONGEST_REASON = 500;

    private final SinkStore store;
    private final SinkTransports transports;
    private final Clock clock;

    SinkWorker(SinkQueue queue, SinkStore store, SinkTransports transports, Signals signals, Clock clock,
            MeterRegistry meters) {
        super(queue.work(), signals, Duration.ofSeconds(2), meters);
        this.store = store;
        this.transports = transports;
        this.clock = clock;
    }

    @Override
    public int room() {
        return AT_ONCE - queue().held().size();
    }

    @Override
    public void carryOut(SinkClaim claim) {
        new TenantContext(claim.organizationId(), null).run(() -> {
            var pause = work(claim);
            if (pause != null) {
                queue().release(claim, pause);
            }
        });
    }

    /** There is always more: it is no piece of work that ends. */
    @Override
    public void park(SinkClaim claim) {
        carryOut(claim);
    }

    /** @return after which time there is more to do; null where the sink is not this instance's any more */
    private @Nullable Duration work(SinkClaim claim) {
        for (var sent = 0; sent < SHIFT && isRunning(); sent++) {
            var batch = store.next(claim).orElse(null);
            if (batch == null) {
                return null;
            }
            var failure = send(batch);
            if (failure != null) {
                return failed(claim, batch, failure);
            }
            if (!store.taken(claim, batch)) {
                return null;
            }
            if (batch.entries().isEmpty()) {
                return IDLE;
            }
        }
        return Duration.ZERO;
    }

    private @Nullable IOException send(SinkBatch batch) {
        if (batch.entries().isEmpty()) {
            return null;
        }
        try {
            transports.of(batch.target().type()).send(batch.target(), batch.entries());
            return null;
        } catch (IOException failure) {
            return failure;
        }
    }

    private @Nullable Duration failed(SinkClaim claim, SinkBatch batch, IOException failure) {
        var reason = Texts.shown(Objects.requireNonNullElse(failure.getMessage(), "the connection broke off"),
                LONGEST_REASON);
        return store.failed(claim, batch, reason).map(failures -> pause(failures, failure)).orElse(null);
    }

    private Duration pause(int failures, IOException failure) {
        if (failure instanceof Deferred deferred) {
            return deferred.pause();
        }
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var usual = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        var spread = Duration
                .ofMillis((long) (usual.toMillis() * (0.8 + 0.4 * ThreadLocalRandom.current().nextDouble())));
        var asked = failure instanceof SinkRefusalException refusal
                ? RetryAfter.read(refusal.retryAfter(), clock.instant(), LONGEST_PAUSE)
                : null;
        return asked != null && asked.compareTo(spread) > 0 ? asked : spread;
    }
}
