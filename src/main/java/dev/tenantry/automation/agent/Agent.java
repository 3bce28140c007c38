package dev.tenantry.automation.agent;

import java.time.Instant;
import java.time.ZoneId;
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

import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What is to look at an organization's data, and what it is to do about what it finds. */
@Entity
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

    /** These are written by whatever carries it out. */
    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    private AgentStatus status = AgentStatus.IDLE;
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastRunAt;
    @Column(insertable = false, updatable = false)
    private @Nullable String lastError;

    protected Agent() {}

    Agent(UUID id, AgentRequest request, UUID maintainedBy) {
        this.id = id;
        this.type = request.type();
        change(request, maintainedBy);
    }

    /** @param by with whose rights it looks and acts from now on */
    final void change(AgentRequest request, UUID by) {
        name = request.name();
        description = request.description();
        active = request.isActive();
        cron = request.cron();
        zone = request.zone();
        configuration = request.configuration();
        maintainedBy = by;
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
