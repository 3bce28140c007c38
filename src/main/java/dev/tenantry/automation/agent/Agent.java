package dev.tenantry.automation.agent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What is to look at an organization's data, and what it is to do about what it finds. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "automation_agents")
@SuppressWarnings("NullAway.Init")
class Agent extends TenantEntity {

    @Id
    private UUID id;

    private String name;
    @Enumerated(EnumType.STRING)
    private AgentType type;
    private String description;
    @Column(name = "is_active")
    private boolean active;
    private @Nullable String cron;
    private @Nullable String zone;

    @JdbcTypeCode(SqlTypes.JSON)
    private ObjectNode configuration;

    private UUID maintainedBy;

    /** What the API key had by which they did; null where it was by none. */
    @NotAudited("maintainedBy")
    private String @Nullable [] maintainedScopes;

    /** These are written by whatever carries it out. */
    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    private AgentStatus status = AgentStatus.IDLE;
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastRunAt;
    @Column(insertable = false, updatable = false)
    private @Nullable String lastError;

    protected Agent() {}

    Agent(UUID id, AgentRequest request, Publication maintained) {
        this.id = id;
        this.type = request.type();
        state(request);
        maintain(maintained);
    }

    /**
     * @param maintained with whose rights it looks and acts from now on; a name or a description says nothing of what it does, and leaves it
     *                   within the API key by which that was stated
     */
    final void change(AgentRequest request, Publication maintained) {
        var isSame = request.doesAs(new AgentRequest(this));
        state(request);
        if (!isSame || maintainedScopes == null) {
            maintain(maintained);
        }
    }

    private void state(AgentRequest request) {
        name = request.name();
        description = request.description();
        active = request.isActive();
        cron = request.cron();
        zone = request.zone();
        configuration = request.configuration();
    }

    private void maintain(Publication maintained) {
        maintainedBy = Objects.requireNonNull(maintained.member());
        maintainedScopes = maintained.scopeNames();
    }

    /** When it comes by itself; null where it does not. */
    @Nullable
    Schedule schedule() {
        return active && cron != null
                ? new Schedule(cron, zone == null ? null : ZoneId.of(zone), Schedule.CatchUp.LAST)
                : null;
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public AgentType getType() {
        return type;
    }

    public String getDescription() {
        return description;
    }

    public boolean isActive() {
        return active;
    }

    public @Nullable String getCron() {
        return cron;
    }

    public @Nullable String getZone() {
        return zone;
    }

    public ObjectNode getConfiguration() {
        return configuration;
    }

    public UUID getMaintainedBy() {
        return maintainedBy;
    }

    /** In their order; null where it was stated by no API key. */
    public @Nullable List<String> getMaintainedScopes() {
        return maintainedScopes == null ? null : List.of(maintainedScopes);
    }

    Publication maintained() {
        return new Publication(maintainedBy, maintainedScopes == null ? null : Set.copyOf(List.of(maintainedScopes)));
    }

    public AgentStatus getStatus() {
        return status;
    }

    public @Nullable Instant getLastRunAt() {
        return lastRunAt;
    }

    public @Nullable String getLastError() {
        return lastError;
    }
}
