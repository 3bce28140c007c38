package dev.tenantry.audit.hold;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param reason why nothing has to be kept any more, which the organization's log tells */
record LegalHoldLiftingRequest(@NotBlank @Size(max = 500) String reason) {}
