package dev.tenantry.automation.agent;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * An agent.
 *
 * @param maintainedBy with whose rights it looks and acts: whoever stated last what it does
 * @param maintainedScopes what is left to it of what that member may do: what the API key had by which they stated it; absent where all is
 * @param status       idle, running, or error: it could not look the last time
 * @param lastError    why not; absent where the caller may not see what it looks at
 */
record AgentResponse(
        UUID id,
        String name,
        AgentType type,
        String description,
        boolean active,
        @Nullable String cron,
        @Nullable String zone,
        @SchemaResource(value = AgentSchema.CONFIGURATION, prefix = "Agent") JsonNode configuration,
        UUID maintainedBy,
        @Nullable List<String> maintainedScopes,
        AgentStatus status,
        @Nullable Instant lastRunAt,
        @Nullable String lastError,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    /** As it is to be shown to somebody who lacks these permissions. */
    AgentResponse without(Set<String> lacked) {
        return lacked.isEmpty()
                ? this
                : new AgentResponse(id, name, type, description, active, cron, zone, configuration, maintainedBy,
                        maintainedScopes, status, lastRunAt, null, version, createdAt, updatedAt);
    }

    @Override
    public Set<String> moving() {
        return Set.of("status", "lastRunAt", "lastError", "updatedAt");
    }
}
