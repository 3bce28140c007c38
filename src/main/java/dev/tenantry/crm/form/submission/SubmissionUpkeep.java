package dev.tenantry.crm.form.submission;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/**
 * Makes what was not made right away, asks where there was no room for the mail, and deletes what nobody has confirmed or taken out of the spam. Several
 * instances do no harm: each looks behind the lock. What it fails of is left alone for a while, so that others have their turn.
 */
@Component
class SubmissionUpkeep extends PeriodicTask {

    private static final int BATCH = 200;
    private static final String OF = """
            select s.organization_id, s.id from form_submissions s
            join organizations o on o.id = s.organization_id and not o.is_paused
            where (s.held_until is null or s.held_until <= now()) and\s""";
    private static final String DUE = OF + "s.due_at <= now() - interval '20 seconds' order by s.due_at limit ?";
    private static final String UNASKED = OF + "s.ask_at <= now() order by s.ask_at limit ?";
    private static final String OVER = OF + "s.expires_at <= now() order by s.expires_at limit ?";
    private static final String OLD_SPAM = OF
            + "s.put_aside_at <= now() - interval '60 days' order by s.put_aside_at limit ?";

    private final RolePool worker;
    private final SubmissionProcessing processing;
    private final SubmissionDeletions deletions;
    private final Confirmations confirmations;

    SubmissionUpkeep(@Qualifier("workerPool") RolePool worker, SubmissionProcessing processing,
            SubmissionDeletions deletions, Confirmations confirmations) {
        super("forms' upkeep", Duration.ofSeconds(20));
        this.worker = worker;
        this.processing = processing;
        this.deletions = deletions;
        this.confirmations = confirmations;
    }

    private record Found(UUID organization, Long submission) {}

    @Override
    protected void work() {
        each(DUE, one -> processing.attempt(one.organization, one.submission));
        each(OVER, one -> in(one, () -> deletions.expire(one.submission)));
        each(UNASKED, one -> in(one, () -> confirmations.askAgain(one.submission)));
        each(OLD_SPAM, one -> in(one, () -> deletions.expireSpam(one.submission)));
    }

    private void each(String query, Consumer<Found> work) {
        for (var one : found(query)) {
            try {
                work.accept(one);
            } catch (RuntimeException failure) {
                Turns.report("the upkeep of submission " + one.submission, failure);
                in(one, () -> deletions.hold(one.submission));
            }
        }
    }

    private static void in(Found one, Runnable work) {
        new TenantContext(one.organization, null).run(work);
    }

    private List<Found> found(String query) {
        return worker.jdbc()
                .sql(query)
                .param(BATCH)
                .query((row, _) -> new Found(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
    }
}
