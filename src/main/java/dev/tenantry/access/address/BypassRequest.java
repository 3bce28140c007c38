package dev.tenantry.access.address;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * For how long an organization's rules of addresses pause.
 *
 * @param minutes from now on
 * @param reason  the organization reads it in its audit log
 */
record BypassRequest(@NotNull @Min(1) @Max(1440) Integer minutes, @NotBlank @Size(max = 500) String reason) {}
