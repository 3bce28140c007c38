package dev.tenantry.tenancy.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param kind {@code team} or {@code marketplace} */
record CreateOrganizationRequest(@NotBlank @Size(max = 200) String name, @NotNull OrganizationKind kind) {}
