package dev.tenantry.metering.counter;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;

/** Gives back what instances held that have ended without doing so. */
@Component
class OrphanedLeases extends PeriodicTask {

    private final LeaseJournals journals;
    private final CounterStore store;

    OrphanedLeases(LeaseJournals journals, CounterStore store) {
        super("the leases of instances that have ended", Duration.ofSeconds(10));
        this.journals = journals;
        this.store = store;
    }

    @Override
    protected void work() {
        journals.each(store::isOver, store::recover);
        store.expireReports();
    }
}
