package dev.tenantry.access.address;

import java.time.Instant;
import java.util.UUID;

/**
 * An organization's rules of addresses pause.
 *
 * @param createdBy the super admin who has said so
 */
record BypassResponse(String reason, UUID createdBy, Instant createdAt, Instant expiresAt) {}
