package dev.tenantry.automation.agent;

import java.util.Objects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.SchemaResource;

/**
 * What an agent is to be.
 *
 * @param description what it is for
 * @param active      whether it comes at its times; absent: it does
 * @param cron        its times: minute, hour, day of the month, month and day of the week; absent: it only comes where somebody asks
 * @param zone        whose clocks show them; absent: the organization's
 */
record AgentRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull AgentType type,
        @NotBlank @Size(max = 1000) String description,
        @Nullable Boolean active,
        @Size(max = 100) @Nullable String cron,
        @Size(max = 60) @Nullable String zone,
        @SchemaResource(value = AgentSchema.CONFIGURATION, prefix = "Agent") @NotNull ObjectNode configuration) {

    AgentRequest(Agent agent) {
        this(agent.getName(), agent.getType(), agent.getDescription(), agent.isActive(), agent.getCron(),
                agent.getZone(), agent.getConfiguration());
    }

    /** Whether they differ in what people call it alone. */
    boolean doesAs(AgentRequest other) {
        return type == other.type && isActive() == other.isActive() && Objects.equals(cron, other.cron)
                && Objects.equals(zone, other.zone) && configuration.equals(other.configuration);
    }

    boolean isActive() {
        return active == null || active;
    }
}
