package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.crypto.SecretGeneration;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A server that is told what happens, with the rights of whoever maintains it. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "webhook_endpoints")
@SuppressWarnings("NullAway.Init")
class WebhookEndpoint extends TenantEntity {

    @Id
    private UUID id;

    private String url;
    private @Nullable String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Subscription> subscriptions;

    @Column(name = "is_enabled")
    private boolean enabled;

    @Enumerated(EnumType.STRING)
    private @Nullable DisabledReason disabledReason;

    private UUID maintainedBy;
    @NotAudited("maintainedBy")
    private String @Nullable [] maintainedScopes;
    private int secretGeneration = 1;
    private @Nullable Instant secretRotatedAt;

    /** Noted by deliveries. */
    private @Nullable Instant firstFailedAt;

    protected WebhookEndpoint() {}

    WebhookEndpoint(UUID id, WebhookEndpointRequest request, Maintainer maintainer) {
        this.id = id;
        state(request);
        maintain(maintainer);
    }

    /**
     * @param maintainer with whose rights it is told from now on; a description says nothing of what it is told, and leaves it within the API
     *                   key by which that was stated
     */
    void change(WebhookEndpointRequest request, Maintainer maintainer) {
        var isSame = request.tellsAs(new WebhookEndpointRequest(this));
        state(request);
        if (!isSame || maintainedScopes == null) {
            maintain(maintainer);
        }
    }

    private void maintain(Maintainer maintainer) {
        maintainedBy = maintainer.member();
        maintainedScopes = maintainer.scopeNames();
    }

    private void state(WebhookEndpointRequest request) {
        url = request.url();
        description = request.description();
        subscriptions = request.subscriptions();
        if (!request.isEnabled()) {
            disable();
        } else if (!enabled) {
            enabled = true;
            disabledReason = null;
            firstFailedAt = null;
        }
    }

    void disable() {
        if (enabled || disabledReason == null) {
            enabled = false;
            disabledReason = DisabledReason.BY_HAND;
        }
    }

    void rotateSecret(Instant now) {
        secretGeneration++;
        secretRotatedAt = now;
    }

    SecretGeneration secret() {
        return new SecretGeneration(secretGeneration, secretRotatedAt);
    }

    public UUID getId() {
        return id;
    }

    public String getUrl() {
        return url;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public List<Subscription> getSubscriptions() {
        return subscriptions;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public @Nullable DisabledReason getDisabledReason() {
        return disabledReason;
    }

    public UUID getMaintainedBy() {
        return maintainedBy;
    }

    public @Nullable List<String> getMaintainedScopes() {
        return maintainedScopes == null ? null : List.of(maintainedScopes);
    }

    public @Nullable Instant getSecretRotatedAt() {
        return secretRotatedAt;
    }

    public @Nullable Instant getFirstFailedAt() {
        return firstFailedAt;
    }
}
