package dev.tenantry.tenancy;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * That a person belongs to an organization, in a role.
 *
 * @param isPersonal    whether the organization is somebody's own
 * @param sessionLength how long after their beginning the organization's sessions end; null: it does not say
 */
public record Membership(UUID organizationId, String role, boolean isPersonal, @Nullable Duration sessionLength) {}
