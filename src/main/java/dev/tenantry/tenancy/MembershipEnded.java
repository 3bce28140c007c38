package dev.tenantry.tenancy;

import java.util.UUID;

/** The person is no member of the current organization any more. */
public record MembershipEnded(UUID userId) {}
