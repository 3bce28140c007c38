package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A delivery, to read; {@link DeliveryStore} writes it. */
@Entity
@Immutable
@Table(name = "webhook_deliveries")
@SuppressWarnings("NullAway.Init")
class WebhookDelivery {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID webhookEndpointId;
    private String messageId;

    @Column(name = "event_name")
    private String event;

    private String aggregateType;
    private String aggregateId;

    @Enumerated(EnumType.STRING)
    private DeliveryStatus status;

    private int failures;
    private @Nullable String errorMessage;
    private @Nullable Instant dueAt;
    private @Nullable Instant endedAt;
    private int version;
    private Instant createdAt;

    protected WebhookDelivery() {}

    public Long getId() {
        return id;
    }

    public UUID getWebhookEndpointId() {
        return webhookEndpointId;
    }

    public String getMessageId() {
        return messageId;
    }

    public String getEvent() {
        return event;
    }

    public String getAggregateType() {
        return aggregateType;
    }

    public String getAggregateId() {
        return aggregateId;
    }

    public DeliveryStatus getStatus() {
        return status;
    }

    public int getFailures() {
        return failures;
    }

    public @Nullable String getErrorMessage() {
        return errorMessage;
    }

    public @Nullable Instant getDueAt() {
        return dueAt;
    }

    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    public int getVersion() {
        return version;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
