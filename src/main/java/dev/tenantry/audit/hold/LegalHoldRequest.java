package dev.tenantry.audit.hold;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param reason why nothing may expire, which the organization's log tells */
record LegalHoldRequest(@NotBlank @Size(max = 500) String reason) {}
