package dev.tenantry.metering.counter;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away counters whose windows ended long ago. */
@Component
class CounterRetention extends Retention {

    private static final int BATCH = 1_000;

    private final RolePool worker;

    CounterRetention(@Qualifier("workerPool") RolePool worker) {
        super("the retention of quotas", Duration.ofMinutes(30));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc()
                .sql("select app.cleanup_old_rate_limit_data(interval '2 days', ?)")
                .param(BATCH)
                .query(Integer.class)
                .single();
    }
}
