package dev.tenantry.integrations;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where another service tells what happens with it.
 *
 * @param url           as the sender is to be told; whoever knows it still needs the secret
 * @param path          of it, below this server's address
 * @param active        whether messages that are signed with the secret are taken
 * @param secretSet     whether there is a secret; until there is, every message is refused
 * @param signedSince   when the secret was set; absent where there is none
 * @param previousUntil until when the secret before is good as well; absent where there is none
 * @param refusedCount  messages that were refused since they were not signed with a secret that is good, or there was none
 * @param lastRefusedAt when the last of them came; absent: there was none
 * @param refusals      these by the reason, the last one first
 */
public record WebhookAddress(
        String url,
        String path,
        boolean active,
        boolean secretSet,
        @Nullable Instant signedSince,
        @Nullable Instant previousUntil,
        long refusedCount,
        @Nullable Instant lastRefusedAt,
        List<Refused> refusals) {

    /**
     * Messages that were refused for one reason.
     *
     * @param reason no_secret: none is set; unsigned: there is no signature; expired: the time that was signed is too far from now; mismatch:
     *               the signature is by no secret that is good, or of something else
     * @param count  how many
     * @param lastAt when the last of them came
     */
    public record Refused(WebhookRefusal reason, long count, Instant lastAt) {}
}
