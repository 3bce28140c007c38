package dev.tenantry.tenancy.team;

import org.jspecify.annotations.Nullable;

/**
 * How a member belongs to a team.
 *
 * @param roleId   a role of the organization: what the member is there for; it grants nothing
 * @param isActive true where it is absent
 */
record TeamMemberRequest(@Nullable Long roleId, @Nullable Boolean isActive) {}
