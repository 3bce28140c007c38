package dev.tenantry.shared.time;

import java.time.Duration;

/** Takes away what has been kept long enough, some at a time, until there is no more. */
public abstract class Retention extends PeriodicTask {

    /** @param what is kept, as its thread is called */
    protected Retention(String what, Duration every) {
        super(what, every);
    }

    @Override
    protected final void work() {
        while (isRunning() && forget() > 0) {
            Thread.yield();
        }
    }

    /** Takes some of it away. @return how much; 0 where there is no more, or another instance is at it */
    protected abstract int forget();
}
