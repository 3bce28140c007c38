package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.Versioned;

/**
 * What an endpoint was told, or is to be told, once.
 *
 * @param messageId     its {@code webhook-id}, the same for every attempt
 * @param aggregateType of the record that it is about; what is told of one goes out in order
 * @param failures      attempts that came to nothing since it was begun, or replayed
 * @param dueAt         when it is sent next; absent where it has ended, or waits for one before it
 * @param payload       what is sent; absent in lists, and where the caller may not see it
 * @param lacking       permissions that the caller would need to see what it tells; absent where there are none
 * @param attempts      the latest 50, the latest first; absent in lists
 */
record WebhookDeliveryResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        UUID webhookEndpointId,
        String messageId,
        String event,
        String aggregateType,
        String aggregateId,
        DeliveryStatus status,
        int failures,
        @Nullable String errorMessage,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode payload,
        @Nullable Set<String> lacking,
        @Nullable List<Attempt> attempts,
        int version,
        Instant createdAt) implements Versioned {

    /**
     * An attempt.
     *
     * @param duration       in milliseconds
     * @param responseStatus absent where there was no answer
     * @param responseBody   the beginning of it; absent where the caller may not see what was told
     */
    record Attempt(
            Instant startedAt,
            int duration,
            @Nullable Integer responseStatus,
            @Nullable String responseBody,
            @Nullable String errorMessage) {}
}
