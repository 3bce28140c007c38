package dev.tenantry.shared.work;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What this instance has committed, it goes on with at once; polling finds what others have. */
@Component
public class Signals {

    private final ConcurrentMap<String, Signal> byQueue = new ConcurrentHashMap<>();

    public Signal of(String queue) {
        return byQueue.computeIfAbsent(queue, _ -> new Signal());
    }

    /** Raises the queue's signal once the running transaction has been committed; at once where there is none. */
    public void afterCommit(String queue) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            of(queue).raise();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                of(queue).raise();
            }
        });
    }
}
