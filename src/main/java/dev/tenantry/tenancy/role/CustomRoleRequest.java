package dev.tenantry.tenancy.role;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.Slugs;

/**
 * What a role of the organization's own is to be.
 *
 * @param slug        made of the name where it is absent
 * @param isActive    whether it grants anything; true where it is absent
 * @param permissions {@code resource:action}
 */
record CustomRoleRequest(
        @NotBlank @Size(max = 100) String name,
        @Size(max = 60) @Pattern(regexp = Slugs.PATTERN, message = "must be lower-case letters, digits and single hyphens") @Nullable String slug,
        @Size(max = 500) @Nullable String description,
        @Nullable Boolean isActive,
        @NotNull @Size(max = 500) List<@NotNull String> permissions) {}
