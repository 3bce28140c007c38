package dev.tenantry.integrations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where another service tells what happens with it.
 *
 * @param url           below this server's address; whoever knows it still needs the secret
 * @param active        whether messages are taken
 * @param signedSince   when the secret was set; absent: there is none, and no message is taken
 * @param previousUntil until when the secret before is good as well; absent where there is none
 */
public record WebhookAddress(
        String url,
        boolean active,
        @Nullable Instant signedSince,
        @Nullable Instant previousUntil) {}
