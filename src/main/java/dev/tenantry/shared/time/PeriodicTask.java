package dev.tenantry.shared.time;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.work.Turns;

/** Work that is done again and again for as long as the application runs, and that can wait where it fails. */
public abstract class PeriodicTask implements SmartLifecycle {

    private final String name;
    private final Duration every;
    private @Nullable Thread thread;

    /** @param name of its thread, and of the work where it fails */
    protected PeriodicTask(String name, Duration every) {
        this.name = name;
        this.every = every;
    }

    /** A turn. */
    protected abstract void work();

    @Override
    public final void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    /** A turn that may fail. */
    protected final void attempt() {
        try {
            work();
        } catch (Throwable failure) {
            Turns.report(name, failure);
        }
    }

    private void run() {
        Turns.repeat(name, every, () -> true, () -> {
            Thread.sleep(every);
            attempt();
        });
    }
}
