package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param isTest    whether it is sent to try the endpoint, once
 * @param failures  attempts before this one that came to nothing
 * @param secrets   to sign with
 * @param objection why it is not to be sent; null where it is
 */
record Sending(
        UUID endpointId,
        String url,
        String messageId,
        String body,
        boolean isTest,
        int failures,
        List<String> secrets,
        @Nullable String objection) {

    /**
     * What came of an attempt.
     *
     * @param duration   in milliseconds
     * @param status     what the receiver answered; null where it did not
     * @param error      why it came to nothing; null where the receiver took it
     * @param retryAfter the header, as it stands
     */
    record Outcome(
            Instant startedAt,
            int duration,
            @Nullable Integer status,
            @Nullable String body,
            @Nullable String error,
            @Nullable String retryAfter) {

        private static final int GONE = 410;

        /** Whether the receiver wants to be told nothing any more. */
        boolean isGone() {
            return status != null && status == GONE;
        }
    }
}
