package dev.tenantry.integrations.connection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What an organization connects to. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "integrations")
@SuppressWarnings("NullAway.Init")
class Integration extends TenantEntity {

    @Id
    private UUID id;

    private String name;
    @Enumerated(EnumType.STRING)
    private IntegrationType type;
    private String provider;
    @Enumerated(EnumType.STRING)
    private IntegrationStatus status = IntegrationStatus.PENDING;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode configuration;

    @NotAudited("credentialsSetAt")
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> credentials = Map.of();

    private @Nullable Instant credentialsSetAt;

    /** What of the platform's it is made of; it stays what it is. */
    private @Nullable UUID offerId;

    /** Written by whatever asks the other side. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastSyncAt;
    @Column(insertable = false, updatable = false)
    private @Nullable String lastError;

    protected Integration() {}

    Integration(UUID id, String name, IntegrationType type, String provider, ObjectNode configuration) {
        this.id = id;
        this.provider = provider;
        change(name, type, configuration);
    }

    static Integration offered(UUID id, String name, IntegrationType type, String provider, UUID offer) {
        var integration = new Integration(id, name, type, provider, JsonNodeFactory.instance.objectNode());
        integration.offerId = offer;
        return integration;
    }

    void rename(String otherName) {
        name = otherName;
    }

    final void change(String otherName, IntegrationType otherType, ObjectNode otherConfiguration) {
        name = otherName;
        type = otherType;
        configuration = otherConfiguration;
    }

    /** @param sealed by name */
    void take(Map<String, String> sealed, Instant now) {
        credentials = new LinkedHashMap<>(sealed);
        credentialsSetAt = now;
    }

    void connect() {
        become(IntegrationStatus.CONNECTED);
    }

    void disconnect() {
        become(IntegrationStatus.DISCONNECTED);
    }

    private void become(IntegrationStatus next) {
        if (status.canTransitionTo(next)) {
            status = next;
        }
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public IntegrationType getType() {
        return type;
    }

    public String getProvider() {
        return provider;
    }

    public IntegrationStatus getStatus() {
        return status;
    }

    public ObjectNode getConfiguration() {
        return configuration;
    }

    public @Nullable UUID getOfferId() {
        return offerId;
    }

    Map<String, String> sealedCredentials() {
        return credentials;
    }

    public Set<String> getCredentialNames() {
        return credentials.keySet();
    }

    public @Nullable Instant getCredentialsSetAt() {
        return credentialsSetAt;
    }

    public @Nullable Instant getLastSyncAt() {
        return lastSyncAt;
    }

    public @Nullable String getLastError() {
        return lastError;
    }
}
