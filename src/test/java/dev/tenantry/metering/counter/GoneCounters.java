package dev.tenantry.metering.counter;

import java.util.UUID;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.shared.database.RolePool;

/** Counters while the database is away. */
public final class GoneCounters extends Leases {

    public GoneCounters(RolePool worker) {
        super(new CounterStore(worker, UUID.randomUUID()), worker);
    }

    @Override
    public Verdict take(Rule rule, UUID organization, UUID subject) {
        throw new CountersUnavailableException();
    }
}
