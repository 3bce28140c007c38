package dev.tenantry.shared.signal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Ends sessions that nobody is there to end. */
public interface SessionEnder {

    /**
     * Ends a session of a member's that works in the organization, and says so in the organization's log.
     *
     * @param session null: all of them
     */
    void end(UUID organization, UUID member, @Nullable UUID session);
}
