package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a waiting thread; raised twice before it wakes, it wakes once. */
public final class Signal {

    private final Semaphore raised = new Semaphore(0);

    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** @return whether it has been raised */
    public boolean await(Duration atMost) throws InterruptedException {
        if (!raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        raised.drainPermits();
        return true;
    }
}
