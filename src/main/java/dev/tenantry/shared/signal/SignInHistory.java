package dev.tenantry.shared.signal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is on record of those who could not sign in, by whichever instance. */
public interface SignInHistory {

    /** How often since then somebody could not sign in to the account. */
    int failures(UUID userId, Instant since);

    /** From where that was, 50 networks at most: those that are not known first, and of them the busiest. */
    List<FailedSource> sources(UUID userId, Instant since);

    /** How many names were tried in vain from the network since then. @param network an address, or a range in CIDR notation */
    int namesTried(String network, Instant since);

    /** The accounts among them, 100 at most. */
    Set<UUID> accountsTried(String network, Instant since);
}
