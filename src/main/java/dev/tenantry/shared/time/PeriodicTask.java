package dev.tenantry.shared.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import dev.tenantry.shared.work.Turns;

/** Work that is done again and again for as long as the application runs, and that can wait where it fails. */
public abstract class PeriodicTask implements SmartLifecycle {

    /** What a turn under way gets to come to its end: an interrupted one leaves a broken connection behind. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final String name;
    private final Duration every;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    /** @param name of its thread, and of the work where it fails */
    protected PeriodicTask(String name, Duration every) {
        this.name = name;
        this.every = every;
    }

    /** A turn. */
    protected abstract void work();

    @Override
    public final void start() {
        var end = new CountDownLatch(1);
        stopped = end;
        thread = Thread.ofVirtual().name(name).start(() -> run(end));
    }

    /** Side by side with others that end. */
    @Override
    public final void stop(Runnable callback) {
        Thread.ofVirtual().name(name + ", its end").start(() -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    @Override
    public final void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        stopped.countDown();
        try {
            running.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running.interrupt();
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

    private void run(CountDownLatch end) {
        Turns.repeat(name, every, () -> end.getCount() > 0, () -> {
            if (!end.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt();
            }
        });
    }
}
