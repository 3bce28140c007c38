package dev.tenantry.tenancy;

import java.util.UUID;

/** What the person may do in the organization is another thing than before. */
public record MembershipChanged(UUID organizationId, UUID userId) {}
