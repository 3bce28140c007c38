package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Turns;

/** Sends what is due. When it is stopped, what is on its way is let through first. */
@Component
class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int BATCH = 16;
    private static final Duration FORGETS_EVERY = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final DeliveryQueue queue;
    private final Carriers carriers;
    private final Wakeup wakeup;
    private final NotificationSettings settings;
    private volatile boolean running;
    private @Nullable Thread thread;
    private long forgotAt = System.nanoTime();

    Dispatcher(DeliveryQueue queue, Carriers carriers, Wakeup wakeup, NotificationSettings settings) {
        this.queue = queue;
        this.carriers = carriers;
        this.wakeup = wakeup;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name("notifications").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        wakeup.raise();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Sends a batch of what is due. @return whether there may be more */
    boolean dispatch() {
        var due = queue.claim(BATCH);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(delivery -> threads.execute(() -> send(delivery)));
        }
        return due.size() >= BATCH;
    }

    private void run() {
        Turns.repeat("notifications", settings.pollInterval(), () -> running, () -> {
            if (!dispatch()) {
                forget();
                wakeup.await(settings.pollInterval());
            }
        });
    }

    void send(Delivery delivery) {
        try {
            carriers.carry(delivery);
            warnWhereLost(delivery, queue.sent(delivery));
        } catch (DeliveryException failure) {
            warnWhereLost(delivery, settle(delivery, failure));
        } catch (Throwable failure) {
            // Its lease lapses, and it is tried again.
            Turns.report("notification " + delivery.id(), failure);
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

    private void forget() {
        if (System.nanoTime() - forgotAt > FORGETS_EVERY.toNanos()) {
            forgotAt = System.nanoTime();
            while (running && queue.forget() > 0) {
                Thread.yield();
            }
        }
    }
}
