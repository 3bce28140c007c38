package dev.tenantry.tenancy.team;

import java.util.Map;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.BoundedJson;
import dev.tenantry.tenancy.value.Slugs;

/**
 * What a team is to be.
 *
 * @param slug     made of the name where it is absent
 * @param ownerId  a member; whoever founds the team where it is absent
 * @param isActive true where it is absent
 * @param settings what a frontend keeps for the team
 */
record TeamRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 60) @Pattern(regexp = Slugs.PATTERN, message = "must be lower-case letters, digits and single hyphens") @Nullable String slug,
        @Size(max = 2000) @Nullable String description,
        @Nullable UUID ownerId,
        @Nullable Boolean isActive,
        @Size(max = 100) @BoundedJson @Nullable Map<String, Object> settings) {}
