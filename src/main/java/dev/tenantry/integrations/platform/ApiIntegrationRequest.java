package dev.tenantry.integrations.platform;

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
 * What an integration of the platform is to be.
 *
 * @param providerType absent: the first of the provider's
 * @param description  for organizations, where it is offered to them
 * @param active       absent: it is
 * @param offered      whether organizations can make integrations of it while it is active; absent: they cannot
 * @param credentials  absent: those that there are stay; stated: these take their place
 */
record ApiIntegrationRequest(
        @NotBlank @Size(max = 200) String displayName,
        @NotBlank @Size(max = 50) String providerName,
        @Nullable IntegrationType providerType,
        @Size(max = 1000) @Nullable String description,
        @Nullable Boolean active,
        @Nullable Boolean offered,
        @SchemaResource(value = Providers.CONFIGURATION, prefix = "Integration") @NotNull ObjectNode configuration,
        @Size(max = 20) @Nullable Map<String, @NotNull Secret> credentials) {

    boolean isActive() {
        return active == null || active;
    }

    boolean isOffered() {
        return Boolean.TRUE.equals(offered);
    }
}
