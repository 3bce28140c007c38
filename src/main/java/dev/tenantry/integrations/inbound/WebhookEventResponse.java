package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.WebhookConsumer.Outcome;

/**
 * What another service told us.
 *
 * @param webhookReceiverId where; the same for all messages to one address
 * @param eventType         what the sender says that it is about, in a header of its own or by the property {@code type} of the body; else {@code message}
 * @param source            the service that tells it, such as github, or custom: any other
 * @param messageId         by which one that is sent again is known: the sender's, or a digest of the body; by what is signed besides, where the sender signs no id
 * @param status            pending, processed, failed or refused: it was signed, and was answered with an error, which errorMessage tells
 * @param errorMessage      why it failed, or, where it was processed, which of the workflows that wait for it could not be started, and why
 * @param runId             which run it started, the first where there are several; absent: none, which the outcomes tell the reason of
 * @param outcomes          what became of it by each workflow that it is for, when it was processed last, and the runs that were begun before; absent in lists
 * @param headers           those that are kept; absent in lists
 * @param payload           as it was sent; absent in lists, and where it was refused as it is no text, or too long
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
        @Nullable List<Outcome> outcomes,
        @Nullable JsonNode headers,
        @Nullable String payload,
        Instant createdAt) {}
