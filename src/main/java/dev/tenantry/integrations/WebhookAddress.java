package dev.tenantry.integrations;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where another service tells what happens with it.
 *
 * @param url           below this server's address; whoever knows it still needs the secret
 * @param active        whether messages that are signed with the secret are taken
 * @param secretSet     whether there is a secret; until there is, every message is refused
 * @param signedSince   when the secret was set; absent where there is none
 * @param previousUntil until when the secret before is good as well; absent where there is none
 * @param refusedCount  messages that were refused since they were not signed with a secret that is good, or there was none
 * @param lastRefusedAt when the last of them came; absent: there was none
 */
public record WebhookAddress(
        String url,
        boolean active,
        boolean secretSet,
        @Nullable Instant signedSince,
        @Nullable Instant previousUntil,
        long refusedCount,
        @Nullable Instant lastRefusedAt) {}
