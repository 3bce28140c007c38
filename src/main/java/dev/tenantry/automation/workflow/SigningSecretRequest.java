package dev.tenantry.automation.workflow;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/** @param secret as the other service has it; absent: one is made */
record SigningSecretRequest(@Nullable Secret secret) {}
