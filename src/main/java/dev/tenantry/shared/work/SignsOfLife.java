package dev.tenantry.shared.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has this instance be known to be there while it holds no work. Whoever claims some says so besides. */
@Component
class SignsOfLife implements SmartLifecycle {

    private static final String NAME = "signs of life";
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Instance instance;
    private volatile boolean running;
    private @Nullable Thread thread;

    SignsOfLife(Instance instance) {
        this.instance = instance;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name(NAME).start(() -> Turns.repeat(NAME, EVERY, () -> running, () -> {
            instance.live(EVERY.dividedBy(2));
            Thread.sleep(EVERY);
        }));
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
