package dev.tenantry.access.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/** Lets whoever keeps access in memory know when what was done by itself is over. Each instance says so: none of them may be the only one that is there. */
@Component
class MitigationEnds extends PeriodicTask {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String TELL = """
            select pg_notify('access_changed', 'organization:' || organization_id) from security_events
            where mitigated_until > ? and mitigated_until <= ? group by organization_id""";

    private final RolePool worker;
    private final Clock clock;
    private Instant told;

    MitigationEnds(@Qualifier("workerPool") RolePool worker, Clock clock) {
        super("the ends of mitigations", EVERY);
        this.worker = worker;
        this.clock = clock;
        this.told = clock.instant();
    }

    @Override
    protected void work() {
        var now = clock.instant();
        worker.jdbc()
                .sql(TELL)
                .params(told.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query((_, _) -> true)
                .list();
        told = now;
    }
}
