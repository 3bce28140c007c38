package dev.tenantry.tenancy.organization;

import java.time.Instant;
import java.util.UUID;

/**
 * That an organization is deleted.
 *
 * @param since           when nobody got in any more
 * @param restorableUntil when it goes for good
 */
record DeletionResponse(UUID organizationId, Instant since, Instant restorableUntil) {}
