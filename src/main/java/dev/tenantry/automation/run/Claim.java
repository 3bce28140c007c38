package dev.tenantry.automation.run;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Lease;

/**
 * The right to carry out a run, for as long as nobody else has claimed it.
 *
 * @param epoch the fencing token: larger than that of any earlier claim
 * @param userId with whose rights and in whose name the run acts: whoever published it; null where that account is gone
 * @param root   the run's first cause
 * @param depth  how many automations stand before the run
 * @param losses how often the lease of the run's step was lost
 */
public record Claim(
        UUID organizationId,
        long runId,
        long epoch,
        @Nullable UUID userId,
        UUID root,
        int depth,
        int losses)
        implements
            Lease {

    @Override
    public Object key() {
        return runId;
    }

    /** Does work, within its organization, in the name of the run: what it changes and what it tells. */
    public void during(Runnable work) {
        DomainEvents.causedBy(root, depth, () -> CurrentRun.during(runId, work));
    }

    /** Every member who may see runs sees what a run has read. */
    public TenantContext context() {
        return new TenantContext(organizationId, userId).forAll();
    }
}
