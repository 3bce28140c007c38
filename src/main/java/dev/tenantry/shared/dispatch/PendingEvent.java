package dev.tenantry.shared.dispatch;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that waits to be dispatched.
 *
 * @param root        its first cause
 * @param depth       how many automations stand before it
 * @param occurredAt  when the transaction began that tells of it
 * @param size        characters that it tells
 * @param triggerData what it tells under {@code trigger}, and which event it is under {@code event}; null where it tells more
 *                    than {@link #LONGEST}
 */
public record PendingEvent(
        long id,
        String name,
        String aggregateType,
        String aggregateId,
        UUID root,
        int depth,
        Instant occurredAt,
        int size,
        @Nullable ObjectNode triggerData) {

    /** Characters that an event may tell for anybody to react to it: 256 KB. */
    public static final int LONGEST = 262_144;
}
