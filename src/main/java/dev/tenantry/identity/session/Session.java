package dev.tenantry.identity.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.Action;
import dev.tenantry.shared.access.Assurance;

/**
 * A sign-in that lasts.
 *
 * @param organizationId what its tokens are for
 * @param aal            assurance level
 * @param factorId       the second factor that raised it
 * @param amr            how the person signed in, when
 * @param refreshCounter the counter of the current refresh token
 * @param raisedCounter  that of the first token after a second factor was used; 0 where none was
 * @param notAfter       when it ends unless it is refreshed before
 */
record Session(
        UUID id,
        UUID userId,
        UUID organizationId,
        String aal,
        @Nullable UUID factorId,
        List<Map<String, Object>> amr,
        long refreshCounter,
        long raisedCounter,
        Instant refreshedAt,
        Instant notAfter,
        Instant createdAt) {

    /** What happened to it, for the audit log. */
    Action action(String verb, Map<String, Object> values) {
        return Action.of(organizationId, userId, id, "session." + verb, id.toString(), values);
    }

    RefreshToken refreshToken() {
        return new RefreshToken(id, refreshCounter);
    }

    Session refreshed(Instant now, Instant newNotAfter) {
        return new Session(id, userId, organizationId, aal, factorId, amr, refreshCounter + 1, raisedCounter, now,
                newNotAfter, createdAt);
    }

    Session in(UUID otherOrganization) {
        return new Session(id, userId, otherOrganization, aal, factorId, amr, refreshCounter, raisedCounter,
                refreshedAt,
                notAfter, createdAt);
    }

    /**
     * After a second factor. Its tokens skip one, so that none from before is the last but one: that would still yield
     * the current one.
     */
    Session raised(SignInMethod method, @Nullable UUID factor, Instant now, Instant newNotAfter) {
        var proofs = new ArrayList<>(amr);
        proofs.removeIf(proof -> method.claim().equals(proof.get("method")));
        proofs.add(proof(method, now));
        var next = refreshCounter + 2;
        return new Session(id, userId, organizationId, Assurance.AAL2, factor, List.copyOf(proofs), next,
                aal.equals(Assurance.AAL2) ? raisedCounter : next, now, newNotAfter, createdAt);
    }

    /** Whether the token is from before a second factor was used, and so is not to yield what came of that. */
    boolean wasRaisedSince(RefreshToken token) {
        return token.counter() < raisedCounter;
    }

    /** Whether it began longer ago than this. @param length null: it may be as old as it is */
    boolean isOlderThan(@Nullable Duration length, Instant now) {
        return length != null && !createdAt.plus(length).isAfter(now);
    }

    static Map<String, Object> proof(SignInMethod method, Instant now) {
        return Map.of("method", method.claim(), "timestamp", now.getEpochSecond());
    }

    /** By an organization's identity provider. */
    static Map<String, Object> proof(SignInMethod method, UUID provider, Instant now) {
        return Map.of("method", method.claim(), "timestamp", now.getEpochSecond(), "provider", provider);
    }
}
