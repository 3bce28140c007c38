package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Worker;

/** Sends what is due. When it is stopped, what is on its way is let through first. */
@Component
class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final double JITTER = 0.25;

    private final List<? extends Worker<?>> workers;

    Dispatcher(List<Outbox<?>> outboxes, Signals signals, NotificationSettings settings, MeterRegistry meters) {
        this.workers = outboxes.stream().map(outbox -> worker(outbox, signals, settings, meters)).toList();
    }

    private static <D extends Attempt> Worker<D> worker(Outbox<D> outbox, Signals signals,
            NotificationSettings settings, MeterRegistry meters) {
        return new Worker<>(outbox.queue(), new Sending<>(outbox),
                signals.of(outbox.queue().definition().name()), settings.pollInterval(), meters);
    }

    record Sending<D extends Attempt>(Outbox<D> outbox) implements Worker.Work<D> {

        @Override
        public int room() {
            return outbox.room() - outbox.queue().held().size();
        }

        @Override
        public void carryOut(D delivery) {
            try {
                outbox.carry(delivery);
                warnWhereLost(delivery, outbox.sent(delivery));
            } catch (DeliveryException failure) {
                warnWhereLost(delivery, settle(delivery, failure));
            }
        }

        @Override
        public void park(D delivery) {
            warnWhereLost(delivery, outbox.failed(delivery,
                    "the instance that sent this stopped or died " + delivery.losses() + " times"));
        }

        private boolean settle(D delivery, DeliveryException failure) {
            if (failure.isDeferred()) {
                return outbox.deferred(delivery, failure.reason(), failure.pause());
            }
            if (failure.isPermanent() || delivery.attempts() >= delivery.maxAttempts()) {
                log.warn("notification {} is given up: {}", delivery.key(), failure.reason());
                return outbox.failed(delivery, failure.reason());
            }
            return outbox.postponed(delivery, failure.reason(), longer(pauseAfter(delivery), failure.pause()));
        }
    }

    @Override
    public void start() {
        workers.forEach(Worker::start);
    }

    @Override
    public void stop() {
        try {
            for (var worker : workers) {
                worker.stop();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return workers.stream().anyMatch(Worker::isRunning);
    }

    /** Spread, so that what failed together does not return together. */
    private static Duration pauseAfter(Attempt delivery) {
        var doubled = delivery.retryAfter().toMillis() * Math.pow(2, Math.max(0, delivery.attempts() - 1));
        var spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis((long) (Math.min(doubled, LONGEST_PAUSE.toMillis()) * spread));
    }

    /** Whoever carries it may know how long it is of no use. */
    private static Duration longer(Duration pause, Duration demanded) {
        return pause.compareTo(demanded) < 0 ? demanded : pause;
    }

    private static void warnWhereLost(Attempt delivery, boolean held) {
        if (!held) {
            log.warn("notification {} took longer than its lease; another instance may have sent it again",
                    delivery.key());
        }
    }
}
