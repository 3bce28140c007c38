package dev.tenantry.identity.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record OrganizationSuspensionRequest(@NotBlank @Size(max = 500) String reason) {}
