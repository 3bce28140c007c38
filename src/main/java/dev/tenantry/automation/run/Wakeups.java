package dev.tenantry.automation.run;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.tenantry.shared.journal.EventsCommitted;

/** What this instance has committed, it goes on with at once; polling finds what others have. */
@Component
class Wakeups {

    private final Signal runs = new Signal();
    private final Signal events = new Signal();

    Signal runs() {
        return runs;
    }

    Signal events() {
        return events;
    }

    @EventListener
    void on(EventsCommitted committed) {
        events.raise();
    }

    /** The running transaction makes a run due. */
    void runsAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                runs.raise();
            }
        });
    }
}
