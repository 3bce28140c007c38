package dev.tenantry.tenancy.invitation;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.role.BuiltInRole;

/**
 * Whom to invite, and into what.
 *
 * @param role    the role of the membership; where it is absent, viewer with {@code roleId} and member without
 * @param roleId  one of the organization's own roles besides
 * @param teamId  a team to join at once
 * @param message what the mail says besides
 */
record InvitationRequest(
        @NotBlank @Email @Size(max = 254) String email,
        @Nullable BuiltInRole role,
        @Nullable Long roleId,
        @Nullable Long teamId,
        @Size(max = 2000) @Nullable String message) {

    BuiltInRole membershipRole() {
        if (role != null) {
            return role;
        }
        return roleId == null ? BuiltInRole.MEMBER : BuiltInRole.VIEWER;
    }
}
