package dev.tenantry.tenancy.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** @param slug its name in addresses, unique */
record OrganizationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull @Size(min = 3, max = 60) @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case letters, digits and single hyphens") String slug) {}
