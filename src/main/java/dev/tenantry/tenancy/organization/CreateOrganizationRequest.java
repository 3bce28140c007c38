package dev.tenantry.tenancy.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What a further organization is to be.
 *
 * @param kind   {@code team} or {@code marketplace}
 * @param isTest whether it is for trying things out, which it then stays; absent: it is not
 */
record CreateOrganizationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull OrganizationKind kind,
        @Nullable Boolean isTest) {}
