package dev.tenantry.identity.federation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Caller;

/**
 * Who has asked for an identity to be added to the own account, in which session: once that has ended it is added no more,
 * however long the provider takes.
 */
public record Linker(UUID userId, UUID sessionId) {

    public static Linker of(Caller caller) {
        return new Linker(caller.userId(), caller.sessionId());
    }

    /** As rows have it. @return null where nobody has asked */
    public static @Nullable Linker of(@Nullable UUID user, @Nullable UUID session) {
        return user == null || session == null ? null : new Linker(user, session);
    }
}
