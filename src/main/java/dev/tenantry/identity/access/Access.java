package dev.tenantry.identity.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Assurance;

/**
 * What a caller may do, as the database told.
 *
 * @param validUntil when the session ends
 * @param assurance  what the session proves of the caller
 * @param impersonatorId the super admin who acts as the person in this session
 */
record Access(
        String role,
        Set<String> permissions,
        boolean isSuperAdmin,
        Instant validUntil,
        Assurance assurance,
        @Nullable UUID impersonatorId) {}
