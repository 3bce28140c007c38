package dev.tenantry.crm.quote;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Ends what is over, and moves deals that were not moved right after the answer. Several instances do no harm: each looks behind the lock. */
@Component
class QuoteUpkeep extends PeriodicTask {

    private static final int BATCH = 100;
    private static final String OVER = """
            select q.organization_id, q.id from quotes q join organizations o on o.id = q.organization_id and not o.is_paused
            where q.status = ? and q.expires_at <= now() order by q.expires_at limit ?""";
    private static final String DUE = """
            select q.organization_id, q.id from quotes q join organizations o on o.id = q.organization_id and not o.is_paused
            where q.due_at <= now() - interval '1 minute' order by q.due_at limit ?""";

    private final RolePool worker;
    private final QuoteExpiry expiry;
    private final QuoteAdvance advance;

    QuoteUpkeep(@Qualifier("workerPool") RolePool worker, QuoteExpiry expiry, QuoteAdvance advance) {
        super("quotes' upkeep", Duration.ofSeconds(30));
        this.worker = worker;
        this.expiry = expiry;
        this.advance = advance;
    }

    private record Found(UUID organization, Long quote) {}

    @Override
    protected void work() {
        found(OVER, QuoteStatus.SENT.toString(), BATCH).forEach(one -> attempt(one, () -> expiry.expire(one.quote)));
        found(DUE, BATCH).forEach(one -> attempt(one, () -> advance.advance(one.quote)));
    }

    private List<Found> found(String query, Object... parameters) {
        return worker.jdbc()
                .sql(query)
                .params(parameters)
                .query((row, _) -> new Found(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
    }

    private static void attempt(Found one, Runnable work) {
        try {
            new TenantContext(one.organization, null).run(work);
        } catch (RuntimeException failure) {
            Turns.report("the upkeep of quote " + one.quote, failure);
        }
    }
}
