package dev.tenantry.identity.access;

import java.time.Instant;
import java.util.Set;

import dev.tenantry.shared.access.Assurance;

/**
 * What a caller may do, as the database told.
 *
 * @param validUntil when the session ends
 * @param assurance  what the session proves of the caller
 */
record Access(String role, Set<String> permissions, boolean isSuperAdmin, Instant validUntil, Assurance assurance) {}
