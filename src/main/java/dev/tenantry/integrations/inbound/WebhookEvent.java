package dev.tenantry.integrations.inbound;

import java.time.Instant;
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

    private String payload;

    @Enumerated(EnumType.STRING)
    private WebhookEventStatus status;

    private @Nullable Instant processedAt;
    private @Nullable String errorMessage;
    private @Nullable Long runId;
    private Instant createdAt;

    protected WebhookEvent() {}

    /** @param isWhole with what was sent */
    WebhookEventResponse toResponse(boolean isWhole) {
        return new WebhookEventResponse(id, webhookReceiverId, eventType, source, messageId, status, processedAt,
                errorMessage, runId, isWhole ? headers : null, isWhole ? payload : null, createdAt);
    }
}
