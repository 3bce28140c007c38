package dev.tenantry.integrations.inbound;

import jakarta.validation.constraints.NotNull;

import dev.tenantry.shared.crypto.Secret;

/** @param secret as the other side shows it */
record StatedSecretRequest(@NotNull Secret secret) {}
