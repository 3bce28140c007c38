package dev.tenantry.integrations.connection;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.web.SchemaResource;

/**
 * What an integration is to be.
 *
 * @param type        absent: the first of the provider's
 * @param credentials absent: those that there are stay; stated: these take their place
 */
record IntegrationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 50) String provider,
        @Nullable IntegrationType type,
        @SchemaResource(value = Providers.CONFIGURATION, prefix = "Integration") @NotNull ObjectNode configuration,
        @Size(max = 20) @Nullable Map<String, @NotNull Secret> credentials) {

    IntegrationRequest(Integration integration) {
        this(integration.getName(), integration.getProvider(), integration.getType(), integration.getConfiguration(),
                null);
    }
}
