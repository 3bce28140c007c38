package dev.tenantry.automation.admission;

import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Ends runs where they stand, in the tenant's transaction. */
@FunctionalInterface
public interface Cancellations {

    /**
     * With those that are part of them. Waits for steps of theirs that are being committed.
     *
     * @param reason null where the runs say themselves what has become of them
     * @return those that had not ended
     */
    Set<Long> cancel(Collection<Long> runs, @Nullable String reason);
}
