package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;

/**
 * What has been noticed of somebody within some minutes, since it was last taken.
 *
 * @param begun of the minutes
 * @param count how much, of what always counts
 * @param items what counts once only, as hashes
 */
record CallerSignal(
        UUID organization,
        SecurityEventType type,
        Subject subject,
        Instant begun,
        int count,
        Set<Integer> items) {

    int more() {
        return count + items.size();
    }
}
