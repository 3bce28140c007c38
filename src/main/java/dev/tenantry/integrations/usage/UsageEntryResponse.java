package dev.tenantry.integrations.usage;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of the other side.
 *
 * @param integrationId which was asked; it may be gone
 * @param operationType such as test, send_sms, request or complete
 * @param requestData   the form of what was asked, of calls that failed and some others: texts are told by their length, and numbers not at all, but for short ones of an answer that fails
 * @param responseData  the form of the answer, likewise
 * @param statusCode    of the answer; absent: there was none
 * @param durationMs    in milliseconds
 * @param tokensIn      of a language model
 */
record UsageEntryResponse(
        String id,
        @Nullable UUID integrationId,
        String provider,
        String operationType,
        @Nullable JsonNode requestData,
        @Nullable JsonNode responseData,
        @Nullable Integer statusCode,
        boolean success,
        @Nullable String errorMessage,
        int durationMs,
        long bytesOut,
        long bytesIn,
        int tokensIn,
        int tokensOut,
        Instant createdAt) {}
