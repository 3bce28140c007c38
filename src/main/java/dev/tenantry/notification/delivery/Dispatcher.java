package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.WorkQueue;
import dev.tenantry.shared.work.Worker;

/** Sends what is due. When it is stopped, what is on its way is let through first. */
@Component
class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    /** At a time, of what is about accounts and of what is organizations'. */
    private static final int MOST = 16;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final DeliveryQueue queue;
    private final Carriers carriers;
    private final NotificationSettings settings;
    private final List<Worker<Delivery>> workers;

    Dispatcher(DeliveryQueue queue, Carriers carriers, Signals signals, NotificationSettings settings,
            MeterRegistry meters) {
        this.queue = queue;
        this.carriers = carriers;
        this.settings = settings;
        this.workers = List.of(queue.ofAccounts(), queue.ofOrganizations())
                .stream()
                .map(kind -> new Worker<>(kind, new Sending(kind), signals.of(kind.definition().name()),
                        settings.pollInterval(), meters))
                .toList();
    }

    private final class Sending implements Worker.Work<Delivery> {

        private final WorkQueue<Delivery> kind;

        Sending(WorkQueue<Delivery> kind) {
            this.kind = kind;
        }

        @Override
        public int room() {
            return MOST - kind.held().size();
        }

        @Override
        public void carryOut(Delivery delivery) {
            send(delivery);
        }

        @Override
        public void park(Delivery delivery) {
            warnWhereLost(delivery, queue.failed(delivery,
                    "the instance that sent this stopped or died " + delivery.losses() + " times"));
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

    void send(Delivery delivery) {
        try {
            carriers.carry(delivery);
            warnWhereLost(delivery, queue.sent(delivery));
        } catch (DeliveryException failure) {
            warnWhereLost(delivery, settle(delivery, failure));
        }
    }

    private boolean settle(Delivery delivery, DeliveryException failure) {
        if (failure.isPermanent() || delivery.attempts() >= settings.maxAttempts()) {
            log.warn("notification {} is given up: {}", delivery.id(), failure.reason());
            return queue.failed(delivery, failure.reason());
        }
        return queue.postponed(delivery, failure.reason(), pauseAfter(delivery.attempts()));
    }

    private Duration pauseAfter(int attempts) {
        var pause = settings.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static void warnWhereLost(Delivery delivery, boolean held) {
        if (!held) {
            log.warn("notification {} took longer than its lease; another instance may have sent it again",
                    delivery.id());
        }
    }
}
