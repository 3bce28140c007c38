package dev.tenantry.notification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * That a mail has come back.
 *
 * @param recipient as the mail names the address
 * @param kind      hard (there is no such address), soft (this mail was not taken), delayed (it may arrive yet) or complaint (it was called unwanted)
 * @param status    the code of RFC 3463, {@code 5.1.1}; absent: none was told
 * @param reason    what the server has said, without addresses; absent: nothing
 */
public record ReportedBounce(
        String recipient,
        BounceKind kind,
        @Nullable String status,
        @Nullable String reason,
        Instant reportedAt) {}
