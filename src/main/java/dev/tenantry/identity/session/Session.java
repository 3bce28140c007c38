package dev.tenantry.identity.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.tenantry.identity.trail.Action;

/**
 * A sign-in that lasts.
 *
 * @param organizationId what its tokens are for
 * @param aal            assurance level
 * @param amr            how the person signed in, when
 * @param refreshCounter the counter of the current refresh token
 * @param notAfter       when it ends unless it is refreshed before
 */
record Session(UUID id, UUID userId, UUID organizationId, String aal, List<Map<String, Object>> amr,
        long refreshCounter, Instant refreshedAt, Instant notAfter) {

    /** What happened to it, for the audit log. */
    Action action(String verb, Map<String, Object> values) {
        return Action.of(organizationId, userId, id, "session." + verb, id.toString(), values);
    }

    RefreshToken refreshToken() {
        return new RefreshToken(id, refreshCounter);
    }

    Session refreshed(Instant now, Instant newNotAfter) {
        return new Session(id, userId, organizationId, aal, amr, refreshCounter + 1, now, newNotAfter);
    }

    Session in(UUID otherOrganization) {
        return new Session(id, userId, otherOrganization, aal, amr, refreshCounter, refreshedAt, notAfter);
    }
}
