package dev.tenantry.shared.work;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.shared.database.AfterCommit;

/** What has been committed anywhere is gone on with at once, as far as one hears of it; polling finds the rest. */
@Component
public class Signals {

    private final ConcurrentMap<String, Signal> byQueue = new ConcurrentHashMap<>();
    private volatile Consumer<String> others = _ -> {};

    public Signal of(String queue) {
        return byQueue.computeIfAbsent(queue, _ -> new Signal());
    }

    /** Wakes whoever works at the queue, on any instance: something has been committed. */
    public void raise(String queue) {
        of(queue).raise();
        others.accept(queue);
    }

    /** Raises the queue's signal once the running transaction has been committed; at once where there is none. */
    public void afterCommit(String queue) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            raise(queue);
            return;
        }
        AfterCommit.run(() -> raise(queue));
    }

    /** @param tell is told of each queue that is raised here; it does not wait */
    void tell(Consumer<String> tell) {
        others = tell;
    }

    /** Another instance has raised it. */
    void hear(String queue) {
        var signal = byQueue.get(queue);
        if (signal != null) {
            signal.raise();
        }
    }
}
