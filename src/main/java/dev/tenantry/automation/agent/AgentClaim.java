package dev.tenantry.automation.agent;

import java.util.UUID;

import dev.tenantry.shared.work.Lease;

/** The right to carry an agent out. */
record AgentClaim(UUID organizationId, UUID agentId, long epoch, int losses) implements Lease {

    @Override
    public Object key() {
        return agentId;
    }
}
