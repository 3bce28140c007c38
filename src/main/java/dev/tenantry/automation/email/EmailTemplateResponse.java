package dev.tenantry.automation.email;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A template.
 *
 * @param placeholders the names of the values that a step which uses it has to state, in order
 */
record EmailTemplateResponse(
        UUID id,
        String name,
        String subject,
        String body,
        @Nullable String html,
        Set<String> placeholders,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {}
