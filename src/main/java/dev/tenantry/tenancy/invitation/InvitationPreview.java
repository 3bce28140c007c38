package dev.tenantry.tenancy.invitation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.role.BuiltInRole;

/**
 * What an invitation is to, as whoever was invited sees it.
 *
 * @param role     the role of the membership
 * @param roleName one of the organization's own roles besides
 * @param inviter  absent where whoever invited has left
 * @param email    whom the invitation is for
 */
record InvitationPreview(
        String organizationName,
        BuiltInRole role,
        @Nullable String roleName,
        @Nullable String teamName,
        @Nullable String inviter,
        String email,
        @Nullable String message,
        InvitationStatus status,
        Instant expiresAt) {}
