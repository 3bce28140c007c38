package dev.tenantry.tenancy.team;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A member of a team. */
record TeamMemberResponse(
        UUID userId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long teamId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long roleId,
        boolean isActive,
        Instant joinedAt,
        int version,
        Instant updatedAt) implements Versioned {

    static TeamMemberResponse of(TeamMember member) {
        return new TeamMemberResponse(member.getUserId(), member.getTeamId(), member.getRoleId(), member.isActive(),
                member.getJoinedAt(), member.getVersion(), member.getUpdatedAt());
    }
}
