package dev.tenantry.integrations.connection;

import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What is deleted or disconnected is not there for those who still go by it. */
@Service
@Transactional
class UsedIntegrations {

    private final EntityManager entities;
    private final IntegrationService integrations;
    private final IntegrationRules rules;

    UsedIntegrations(EntityManager entities, IntegrationService integrations, IntegrationRules rules) {
        this.rules = rules;
        this.entities = entities;
        this.integrations = integrations;
    }

    /** @throws ProblemException 403 where the caller may not read what goes by it, 409 that names the workflows that use it, unless it is to go even so */
    void delete(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        var integration = integrations.locked(id, ifMatch);
        demandToLeave(integration, isEvenIfUsed);
        entities.remove(integration);
    }

    /** Likewise. */
    IntegrationResponse disconnect(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        var integration = integrations.locked(id, ifMatch);
        demandToLeave(integration, isEvenIfUsed || !integration.getStatus().isActive());
        return integrations.disconnect(integration);
    }

    private void demandToLeave(Integration integration, boolean isEvenIfUsed) {
        rules.demandUnused(integration, isEvenIfUsed);
        rules.demandToLeave(integration);
    }
}
