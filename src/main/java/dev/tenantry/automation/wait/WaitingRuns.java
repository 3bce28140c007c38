package dev.tenantry.automation.wait;

import java.util.Collection;

/** Runs that wait with nobody until there is news. */
public interface WaitingRuns {

    /** In the tenant's transaction that has noted what they wait for: they go on once it is committed. */
    void wake(Collection<Long> runs);

    /** Whoever holds them now: they look once more after the commit of the tenant's transaction. */
    void wakeAfterCommit(Collection<Long> runs);
}
