package dev.tenantry.automation.approval;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/** @param comment why */
record ApprovalAnswer(@Size(max = 2000) @Nullable String comment) {}
