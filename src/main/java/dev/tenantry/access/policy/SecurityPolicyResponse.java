package dev.tenantry.access.policy;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * What an organization has done by itself about what is detected.
 *
 * @param rules     for all types of events
 * @param updatedAt absent where nothing has ever been decided
 */
record SecurityPolicyResponse(List<MitigationRule> rules, int version, @Nullable Instant updatedAt)
        implements
            Versioned {

    static final SecurityPolicyResponse NONE = new SecurityPolicyResponse(SecurityPolicyRequest.complete(List.of()), 0,
            null);
}
