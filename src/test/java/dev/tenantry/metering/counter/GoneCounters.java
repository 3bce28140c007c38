package dev.tenantry.metering.counter;

import java.util.UUID;

import org.springframework.dao.DataAccessException;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.shared.database.RolePool;

/** Counters that fail, as they do while the database is away. */
public final class GoneCounters extends LeasedCounters {

    private final DataAccessException failure;

    public GoneCounters(RolePool worker) {
        this(worker, new CountersUnavailableException());
    }

    public GoneCounters(RolePool worker, DataAccessException failure) {
        super(new CounterStore(worker, UUID.randomUUID()), worker);
        this.failure = failure;
    }

    @Override
    public QuotaDecision take(Rule rule, UUID organization, UUID subject) {
        throw failure;
    }
}
