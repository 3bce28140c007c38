package dev.tenantry.metering.counter;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;

/** Has what nobody has used for a while given back, and told what else is held and not used. */
@Component
class IdleLeases extends PeriodicTask {

    private final LeasedCounters counters;

    IdleLeases(LeasedCounters counters) {
        super("the leases of quotas", Duration.ofSeconds(10));
        this.counters = counters;
    }

    @Override
    protected void work() {
        counters.closeIdle();
        counters.report();
    }
}
