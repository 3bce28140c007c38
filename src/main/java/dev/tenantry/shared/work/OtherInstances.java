package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Tells the other instances which queues have got something to do, and hears it from them. Never in a transaction that does anything
 * else, as those that tell are committed one after the other; never more often than some times a second, however much is committed.
 */
@Component
class OtherInstances implements SmartLifecycle, ChannelListener.Hearer {

    private static final String CHANNEL = "work_due";
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(50);
    private static final Duration FAILED = Duration.ofSeconds(1);
    /** What is lost with the server is found by polling: nobody waits for a disk. */
    private static final String TELL = "select set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";
    private static final String BY = " by ";
    private static final String AND = ",";

    private final RolePool worker;
    private final Signals signals;
    private final ChannelListener listener;
    private final String self = Ids.next().toString();
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final Signal isDue = new Signal();
    private volatile boolean running;
    private @Nullable Thread telling;

    OtherInstances(@Qualifier("workerPool") RolePool worker, Signals signals) {
        this.worker = worker;
        this.signals = signals;
        this.listener = new ChannelListener(worker, CHANNEL, "work that is due", this);
        signals.tell(this::tell);
    }

    private void tell(String queue) {
        if (running && due.add(queue)) {
            isDue.raise();
        }
    }

    @Override
    public void hear(List<String> payloads) {
        payloads.stream()
                .map(payload -> payload.split(BY, 2))
                .filter(parts -> parts.length == 2 && !parts[1].equals(self))
                .flatMap(parts -> Arrays.stream(parts[0].split(AND)))
                .distinct()
                .forEach(signals::hear);
    }

    @Override
    public void miss() {
        // Whoever works at a queue polls.
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            listener.start();
            telling = Thread.ofVirtual()
                    .name("work-told")
                    .start(() -> Turns.repeat("telling of work", FAILED, () -> running, this::tellAll));
        }
    }

    private void tellAll() throws InterruptedException {
        isDue.await(FAILED);
        var queues = List.copyOf(due);
        if (!queues.isEmpty()) {
            queues.forEach(due::remove);
            worker.jdbc()
                    .sql(TELL)
                    .params(CHANNEL, String.join(AND, queues) + BY + self)
                    .query((_, _) -> true)
                    .single();
            Thread.sleep(AT_MOST_EVERY);
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        listener.stop();
        if (telling != null) {
            telling.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
