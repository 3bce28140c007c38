package dev.tenantry.tenancy.team;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/** A team of the organization. */
record TeamResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        String slug,
        @Nullable String description,
        UUID ownerId,
        boolean isActive,
        Map<String, Object> settings,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {

    static TeamResponse of(Team team) {
        return new TeamResponse(team.getId(), team.getName(), team.getSlug(), team.getDescription(), team.getOwnerId(),
                team.isActive(), team.getSettings(), team.getVersion(), team.getCreatedAt(), team.getUpdatedAt(),
                team.getDeletedAt());
    }
}
