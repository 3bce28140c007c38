package dev.tenantry.integrations.connection;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.IntegrationUses;
import dev.tenantry.integrations.IntegrationUses.Use;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What is deleted or disconnected is not there for those who still go by it. */
@Service
@Transactional
class UsedIntegrations {

    private static final String TO_SEE_USES = "workflows:read";
    private static final int MOST_TOLD = 10;

    private final EntityManager entities;
    private final IntegrationService integrations;
    private final IntegrationRules rules;
    private final IntegrationUses uses;

    UsedIntegrations(EntityManager entities, IntegrationService integrations, IntegrationRules rules,
            IntegrationUses uses) {
        this.rules = rules;
        this.entities = entities;
        this.integrations = integrations;
        this.uses = uses;
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
        var using = isEvenIfUsed ? List.<Use>of() : uses.of(integration.getId(), MOST_TOLD + 1);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("active workflows use the integration" + named(using)
                    + ": deactivate or change them first, or state evenIfUsed=true, and their runs will fail, or their"
                    + " mails go by the platform's mail server where they name no integration");
        }
        rules.demandToLeave(integration);
    }

    /** As far as the caller may know. */
    private static String named(List<Use> using) {
        if (!Caller.current().may(TO_SEE_USES)) {
            return "";
        }
        return using.stream()
                .limit(MOST_TOLD)
                .map(use -> use.name() + " (" + use.workflow() + ")")
                .collect(Collectors.joining(", ", ", ", using.size() > MOST_TOLD ? " and others" : ""));
    }
}
