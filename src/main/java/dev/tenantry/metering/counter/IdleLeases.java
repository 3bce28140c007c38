package dev.tenantry.metering.counter;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;

/** Has what nobody has used for a while given back. */
@Component
class IdleLeases extends PeriodicTask {

    private final Leases leases;

    IdleLeases(Leases leases) {
        super("the leases of quotas", Duration.ofSeconds(10));
        this.leases = leases;
    }

    @Override
    protected void work() {
        leases.closeIdle();
    }
}
