package dev.tenantry.tenancy.invitation;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;
import dev.tenantry.tenancy.role.BuiltInRole;

/** An invitation as the organization sees it. What it is accepted with is in the mail alone. */
record InvitationResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String email,
        BuiltInRole role,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long roleId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long teamId,
        @Nullable UUID invitedById,
        InvitationStatus status,
        @Nullable String message,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    static InvitationResponse of(Invitation invitation, Instant now) {
        return new InvitationResponse(invitation.getId(), invitation.getAddress(), BuiltInRole.of(invitation.getRole()),
                invitation.getRoleId(), invitation.getTeamId(), invitation.getInvitedById(), invitation.statusAt(now),
                invitation.getMessage(), invitation.getExpiresAt(), invitation.getAcceptedAt(),
                invitation.getVersion(), invitation.getCreatedAt(), invitation.getUpdatedAt());
    }
}
