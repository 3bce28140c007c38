package dev.tenantry.integrations.connection;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.provider.IntegrationType;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/integration-providers")
class ProviderController {

    private final Providers providers;

    ProviderController(Providers providers) {
        this.providers = providers;
    }

    /**
     * What can be integrated with.
     *
     * @param types  what an integration by it can be; the first one where none is stated
     * @param schema the JSON Schema of an object with {@code configuration} and {@code credentials}
     */
    record ProviderResponse(String name, List<IntegrationType> types, JsonNode schema) {}

    @GetMapping
    @RequiresPermission("integrations:read")
    Page<ProviderResponse> list() {
        return Page.only(providers.names().stream().map(this::shown).toList());
    }

    private ProviderResponse shown(String name) {
        return new ProviderResponse(name, providers.find(name).orElseThrow().types(), providers.schema(name));
    }
}
