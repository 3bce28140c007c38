package dev.tenantry.shared.time;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.problem.Redacted;

/** Work that is done again and again for as long as the application runs, and that can wait where it fails. */
public abstract class Housekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final String name;
    private final Duration every;
    private @Nullable Thread thread;

    /** @param name of its thread, and of the work where it fails */
    protected Housekeeping(String name, Duration every) {
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
        } catch (RuntimeException failure) {
            log.warn("{} has to wait: {}", name, Redacted.line(failure));
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(every);
                attempt();
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }
}
