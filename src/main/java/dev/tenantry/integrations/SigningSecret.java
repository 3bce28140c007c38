package dev.tenantry.integrations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * What another service signs its messages with, told by the answer that sets it alone.
 *
 * @param url           where it sends them
 * @param previousUntil until when the secret before is good as well; absent where there is none
 */
public record SigningSecret(String url, Secret secret, @Nullable Instant previousUntil) {}
