package dev.tenantry.tenancy;

import java.util.UUID;

/** What members may do in the organization is another thing than before, for any of them. */
public record AccessRulesChanged(UUID organizationId) {}
