package dev.tenantry.identity.access;

import java.time.Instant;
import java.util.Set;

/**
 * What a caller may do, as the database told.
 *
 * @param validUntil when the session ends
 */
record Access(String role, Set<String> permissions, boolean isSuperAdmin, Instant validUntil) {}
