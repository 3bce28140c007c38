package dev.tenantry.tenancy.invitation;

import java.util.UUID;

import dev.tenantry.tenancy.role.BuiltInRole;

/** What the caller now belongs to. */
record AcceptedInvitation(UUID organizationId, String organizationName, BuiltInRole role) {}
