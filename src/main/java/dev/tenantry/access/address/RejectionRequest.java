package dev.tenantry.access.address;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param reason whoever has proposed it is told */
record RejectionRequest(@NotBlank @Size(max = 500) String reason) {}
