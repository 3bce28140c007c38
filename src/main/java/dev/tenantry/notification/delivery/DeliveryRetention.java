package dev.tenantry.notification.delivery;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;

/** Takes away notifications that have been kept long enough. */
@Component
class DeliveryRetention extends PeriodicTask {

    private final DeliveryQueue queue;

    DeliveryRetention(DeliveryQueue queue) {
        super("notifications' retention", Duration.ofHours(1));
        this.queue = queue;
    }

    @Override
    protected void work() {
        while (isRunning() && queue.forget() > 0) {
            Thread.yield();
        }
    }
}
