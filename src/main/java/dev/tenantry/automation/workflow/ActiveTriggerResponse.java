package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;

/**
 * A trigger that is or was in force.
 *
 * @param active       whether it starts runs now
 * @param webhookUrl   where it is told something, below this server's address
 * @param nextAt       when it starts the next one, where it has times
 * @param triggerCount how many runs it has started
 */
record ActiveTriggerResponse(
        UUID id,
        UUID workflowId,
        String triggerType,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) JsonNode triggerConfig,
        @Nullable String eventName,
        @Nullable String scheduleCron,
        @Nullable String webhookUrl,
        @Nullable Instant nextAt,
        boolean active,
        @Nullable Instant lastTriggeredAt,
        long triggerCount,
        Instant createdAt) {}
