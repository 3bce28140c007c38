package dev.tenantry.integrations.platform;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.offer.PlatformConnection;
import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.vault.RowSecrets;

/** Asks the other side of the platform's integrations. */
@Component
class ApiIntegrationCalls {

    private final Providers providers;
    private final RowSecrets secrets;

    ApiIntegrationCalls(Providers providers, RowSecrets secrets) {
        this.providers = providers;
        this.secrets = secrets;
    }

    /** In no transaction. @return why it does not answer as it should, without secrets; null where it does */
    @Nullable
    String test(UUID id, PlatformConnection kept) {
        var connection = new Connection(id, kept.configuration(), kept.opened(id, secrets));
        var answer = providers.find(kept.provider())
                .map(provider -> provider.ask(connection, new Operation.Test(null)))
                .orElseGet(() -> Answer.failed("there is no provider " + kept.provider(), true));
        return answer.error() == null ? null : connection.confidential().hide(answer.error());
    }
}
