package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A trigger that is, or was, in force: what an activation leaves behind. It counts the runs that it starts. */
@Entity
@Table(name = "workflow_triggers")
@NotAudited("the workflow's activation")
@SuppressWarnings("NullAway.Init")
class ActiveTrigger extends TenantEntity {

    @Id
    private UUID id;

    private UUID workflowId;
    private String triggerType;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode triggerConfig;

    private @Nullable String eventName;
    private @Nullable String scheduleCron;
    private @Nullable String webhookUrl;

    @Column(name = "is_active")
    private boolean active;

    /** Counted by the engine. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant lastTriggeredAt;
    @Column(insertable = false, updatable = false)
    private long triggerCount;

    protected ActiveTrigger() {}

    /** @param webhookUrl where it is told something; null where it is not */
    ActiveTrigger(UUID id, Workflow workflow, @Nullable String webhookUrl) {
        this.id = id;
        this.workflowId = workflow.getId();
        this.triggerType = workflow.getTriggerType();
        this.triggerConfig = workflow.getTriggerConfig();
        this.eventName = workflow.getTriggerConfig().path("event").asString(null);
        this.scheduleCron = workflow.getTriggerConfig().path("cron").asString(null);
        this.webhookUrl = webhookUrl;
        this.active = true;
    }

    boolean isOf(Workflow workflow) {
        return triggerType.equals(workflow.getTriggerType()) && triggerConfig.equals(workflow.getTriggerConfig());
    }

    void activate() {
        active = true;
    }

    void deactivate() {
        active = false;
    }

    public UUID getId() {
        return id;
    }

    public UUID getWorkflowId() {
        return workflowId;
    }

    public String getTriggerType() {
        return triggerType;
    }

    /** The whole trigger, as its workflow states it. */
    public JsonNode getTriggerConfig() {
        return Trigger.json(triggerType, triggerConfig);
    }

    public @Nullable String getEventName() {
        return eventName;
    }

    public @Nullable String getScheduleCron() {
        return scheduleCron;
    }

    public @Nullable String getWebhookUrl() {
        return webhookUrl;
    }

    public boolean isActive() {
        return active;
    }

    public @Nullable Instant getLastTriggeredAt() {
        return lastTriggeredAt;
    }

    public long getTriggerCount() {
        return triggerCount;
    }
}
