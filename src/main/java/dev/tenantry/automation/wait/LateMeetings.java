package dev.tenantry.automation.wait;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.wait.Waits.Fitting;
import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Waits that somebody else had locked when their event was dispatched, and may have left as they were: they get it right after the
 * commit, when it can be waited for.
 */
@Component
class LateMeetings {

    private static final Logger log = LoggerFactory.getLogger(LateMeetings.class);
    /** Only the very wait: a run's next one is over at another time. */
    private static final String MEET = """
            update workflow_waits w set event_id = m.event_id from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) as m (id, event_id, expires_at)
            where w.organization_id = ? and w.id = m.id and w.expires_at = m.expires_at and w.event_id is null""";

    private final RolePool worker;
    private final WaitingRuns runs;

    LateMeetings(@Qualifier("workerPool") RolePool worker, WaitingRuns runs) {
        this.worker = worker;
        this.runs = runs;
    }

    /** In the transaction that dispatches the events. @param met one of each run */
    void meet(Collection<Fitting> met) {
        if (met.isEmpty()) {
            return;
        }
        var organization = TenantContext.current().organizationId();
        AfterCommit.run(() -> meet(organization, met));
        runs.wakeAfterCommit(met.stream().map(Fitting::run).toList());
    }

    private void meet(UUID organization, Collection<Fitting> met) {
        try {
            worker.jdbc()
                    .sql(MEET)
                    .params(met.stream().map(Fitting::run).toArray(Long[]::new),
                            met.stream().map(Fitting::event).toArray(Long[]::new),
                            met.stream().map(one -> Timestamp.from(one.expiresAt())).toArray(Timestamp[]::new),
                            organization)
                    .update();
        } catch (RuntimeException failure) {
            log.error("runs {} of organization {} wait on, though what they wait for has come: {}",
                    met.stream().map(Fitting::run).toList(), organization, Redacted.line(failure));
        }
    }
}
