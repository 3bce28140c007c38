package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What another service told us.
 *
 * @param webhookReceiverId where; the same for all messages to one address
 * @param eventType         what the sender says that it is about, in a header of its own or by the property {@code type} of the body; else {@code message}
 * @param source            the provider of the integration that is told, such as stripe, or custom: to the address of a workflow
 * @param messageId         by which one that is sent again is known: the sender's, or a digest of the body; by what is signed besides, where the sender signs no id
 * @param status            pending, processed or failed, which can be replayed
 * @param errorMessage      why it failed, or, where it was processed, which of the workflows that wait for it could not be started, and why
 * @param runId             which run it started, the first where there are several; absent: none, as it failed or the trigger's filter did not hold
 * @param headers           those that are kept; absent in lists
 * @param payload           as it was sent; absent in lists
 */
record WebhookEventResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID webhookReceiverId,
        String eventType,
        String source,
        String messageId,
        WebhookEventStatus status,
        @Nullable Instant processedAt,
        @Nullable String errorMessage,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long runId,
        @Nullable JsonNode headers,
        @Nullable String payload,
        Instant createdAt) {}
