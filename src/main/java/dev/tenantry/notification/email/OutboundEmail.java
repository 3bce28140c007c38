package dev.tenantry.notification.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.RefusedRecipient;

/** A mail that a run sent, to read; {@link QueuedMails} and {@link MailOutbox} write it. */
@Entity
@Immutable
// Members' own mails are theirs.
@SQLRestriction("execution_log_id is not null")
@Table(name = "outbound_emails")
@SuppressWarnings("NullAway.Init")
class OutboundEmail {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    @Column(name = "execution_log_id")
    private Long runId;

    private UUID workflowId;
    private int stepIndex;
    private String messageId;
    private String sender;

    private String[] recipients;
    private String[] cc;
    private String[] bcc;
    private @Nullable String replyTo;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "recipient_names")
    private Map<String, String> names = Map.of();

    private String[] refused;
    private String[] refusals;

    private String subject;

    @Column(name = "body")
    private String text;

    private @Nullable String html;

    private @Nullable String unsubscribeUrl;
    private @Nullable UUID integrationId;

    @Enumerated(EnumType.STRING)
    private DeliveryStatus status;
    private @Nullable String errorMessage;
    private @Nullable Instant sentAt;
    private int version;
    private Instant createdAt;

    protected OutboundEmail() {}

    public UUID getId() {
        return id;
    }

    public Long getRunId() {
        return runId;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public int getStepIndex() {
        return stepIndex;
    }

    public String getMessageId() {
        return messageId;
    }

    public String getSender() {
        return sender;
    }

    public List<String> getRecipients() {
        return List.of(recipients);
    }

    public List<String> getCc() {
        return List.of(cc);
    }

    public List<String> getBcc() {
        return List.of(bcc);
    }

    public @Nullable String getReplyTo() {
        return replyTo;
    }

    public Map<String, String> getNames() {
        return names;
    }

    public List<RefusedRecipient> getRefused() {
        return RefusedRecipient.of(refused, refusals);
    }

    public String getSubject() {
        return subject;
    }

    public String getText() {
        return text;
    }

    public @Nullable String getHtml() {
        return html;
    }

    /** A marketing mail alone has a link to unsubscribe by. */
    public String getPurpose() {
        return (unsubscribeUrl == null ? MessagePurpose.TRANSACTIONAL : MessagePurpose.MARKETING).toString();
    }

    public @Nullable UUID getIntegrationId() {
        return integrationId;
    }

    public String getStatus() {
        return status.toString();
    }

    public @Nullable String getErrorMessage() {
        return errorMessage;
    }

    public @Nullable Instant getSentAt() {
        return sentAt;
    }

    public int getVersion() {
        return version;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }
}
