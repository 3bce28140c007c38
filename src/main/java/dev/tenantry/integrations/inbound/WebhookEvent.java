package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.WebhookConsumer.Outcome;

/** A message, to be read; {@link Inbox} writes it. */
@Entity
@Immutable
@Table(name = "webhook_events")
@SuppressWarnings("NullAway.Init")
class WebhookEvent {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID webhookReceiverId;
    private String eventType;

    private String source;

    private String messageId;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode headers;

    private @Nullable String payload;

    @Enumerated(EnumType.STRING)
    private WebhookEventStatus status;

    private @Nullable Instant processedAt;
    private @Nullable String errorMessage;
    private @Nullable Long runId;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Outcome> outcomes;

    private Instant createdAt;

    protected WebhookEvent() {}

    UUID receiver() {
        return webhookReceiverId;
    }

    WebhookEventStatus status() {
        return status;
    }

    /** @param isWhole with what was sent */
    WebhookEventResponse toResponse(boolean isWhole) {
        return new WebhookEventResponse(id, webhookReceiverId, eventType, source, messageId, status, processedAt,
                errorMessage, runId, isWhole ? outcomes : null, isWhole ? headers : null, isWhole ? payload : null,
                createdAt);
    }
}
