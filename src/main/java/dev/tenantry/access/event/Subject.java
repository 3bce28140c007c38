package dev.tenantry.access.event;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.web.RequestDetails;

/**
 * Whom an event is about.
 *
 * @param key       what is told apart: a member, an API key or an address
 * @param address   from where it was seen last
 * @param userAgent what the client says of itself
 */
public record Subject(
        String key,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        @Nullable UUID apiKeyId,
        @Nullable String address,
        @Nullable String userAgent) {

    /** Who makes the current request. */
    public static Subject of(Caller caller) {
        var request = RequestDetails.currentOrNull();
        return of(caller.userId(), caller.keyId() == null ? caller.sessionId() : null, caller.keyId(),
                request == null ? null : request.address(), request == null ? null : request.userAgent());
    }

    public static Subject of(UUID user, @Nullable UUID session, @Nullable UUID apiKey, @Nullable String address,
            @Nullable String userAgent) {
        return new Subject(apiKey == null ? "user:" + user : "key:" + apiKey, user, session, apiKey, address,
                userAgent);
    }

    /** The same, seen from elsewhere. */
    public Subject from(String otherAddress, @Nullable String otherAgent) {
        return new Subject(key, userId, sessionId, apiKeyId, otherAddress, otherAgent);
    }

    /** An address that is nobody's in particular. @param network as {@link ClientNetwork} writes it */
    public static Subject ofNetwork(String network, @Nullable String address, @Nullable String userAgent) {
        return new Subject("address:" + network, null, null, null, address, userAgent);
    }
}
