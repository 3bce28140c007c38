package dev.tenantry.integrations.connection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.IntegrationUses;
import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.integrations.provider.Provider;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;

/** What an integration may be, and who may say where it leads. */
@Component
class IntegrationRules {

    private final Providers providers;
    private final IntegrationUses uses;

    IntegrationRules(Providers providers, IntegrationUses uses) {
        this.providers = providers;
        this.uses = uses;
    }

    /** Before it is looked for. @param stated null: the present ones stay @throws ProblemException 422 */
    void check(IntegrationRequest request, @Nullable Map<String, Secret> stated) {
        var faults = providers.faults(provider(request).name(), request.configuration(), stated);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    Provider provider(IntegrationRequest request) {
        return providers.find(request.provider())
                .orElseThrow(() -> ProblemException.invalid("provider", "unknown",
                        "there is no such provider, but " + providers.names()));
    }

    IntegrationType type(IntegrationRequest request) {
        var provider = provider(request);
        var type = request.type() == null ? provider.types().getFirst() : request.type();
        if (!provider.types().contains(type)) {
            throw ProblemException.invalid("type", "unsuitable",
                    "an integration by " + provider.name() + " is one of " + provider.types());
        }
        return type;
    }

    /**
     * Whether what is sent by it is from somebody else than now, or goes to another place, which nobody has tried: by its configuration, or by
     * credentials that say the place.
     *
     * @throws ProblemException 422 where the present credentials would go to another place, too; 403 where whoever says so, or by whose
     *                          account it goes, may not read what workflows send by it
     */
    boolean leadsElsewhere(Integration integration, IntegrationRequest request) {
        var provider = provider(request);
        var destination = provider.destination(request.configuration());
        var keeps = request.credentials() == null;
        if (keeps && !integration.getCredentialNames().isEmpty()
                && !destination.equals(provider.destination(integration.getConfiguration()))) {
            throw ProblemException.invalid("credentials", "state-anew",
                    "the configuration leads to another place, which must not be told the present credentials: state them");
        }
        var isDecided = provider.deciding()
                .stream()
                .anyMatch(property -> !request.configuration()
                        .path(property)
                        .equals(integration.getConfiguration().path(property)));
        if (isDecided || !keeps) {
            uses.demandToRedirect(integration.getId());
        }
        return isDecided || !keeps && destination.isEmpty();
    }

    /** @throws ProblemException 409 that names the active workflows that use it, unless it is to go even so */
    void demandUnused(Integration integration, boolean isEvenIfUsed) {
        var using = isEvenIfUsed ? List.<WorkflowUse>of() : uses.of(integration.getId(), WorkflowUse.MOST);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("active workflows use the integration" + WorkflowUse.told(", ", using)
                    + ": deactivate or change them first, or state evenIfUsed=true, and their runs will fail, or their"
                    + " mails go by the platform's mail server where they name no integration");
        }
    }

    /** What goes by none that is named goes by another one from then on. @throws ProblemException 403 where the caller may not read that */
    void demandToLeave(Integration integration) {
        if (integration.getStatus().isActive()) {
            uses.demandToRedirect(integration.getId());
        }
    }

    /** What goes by none that is named goes by it once it is connected. @throws ProblemException 403 where the caller may not read that */
    void demandToConnect(Integration integration) {
        if (!integration.getStatus().isActive()) {
            uses.demandToRedirect(integration.getId());
        }
    }
}
