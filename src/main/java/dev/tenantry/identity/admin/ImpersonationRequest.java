package dev.tenantry.identity.admin;

import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * That a super admin is to act as somebody.
 *
 * @param reason          what the organization's audit log tells
 * @param organizationId  one of the person's; absent: the default one
 * @param durationSeconds absent: a quarter of an hour
 */
record ImpersonationRequest(
        @NotBlank @Size(min = 10, max = 500) String reason,
        @Nullable UUID organizationId,
        @Nullable @Min(60) @Max(3600) Integer durationSeconds) {}
