package dev.tenantry.identity.admin;

import java.time.Instant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param until absent: until somebody ends it */
record SuspensionRequest(@NotBlank @Size(max = 500) String reason, @Nullable Instant until) {}
