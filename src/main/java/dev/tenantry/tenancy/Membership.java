package dev.tenantry.tenancy;

import java.util.UUID;

/** That a person belongs to an organization, in a role. */
public record Membership(UUID organizationId, String role) {}
