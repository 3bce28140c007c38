package dev.tenantry.identity.federation.saml;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.shared.access.PlatformOnly;
import dev.tenantry.shared.access.StepUp;

@AuthEndpoint
@RequestMapping("/auth/v1/admin/sso/providers")
class SsoProviderController {

    private final SamlProviderRegistry registry;

    SsoProviderController(SamlProviderRegistry registry) {
        this.registry = registry;
    }

    @GetMapping
    @PlatformOnly
    @StepUp
    SsoProviderResponse.ListResponse list() {
        return new SsoProviderResponse.ListResponse(registry.all().stream().map(SsoProviderResponse::of).toList());
    }

    @PostMapping
    @PlatformOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    SsoProviderResponse create(@RequestBody SsoProviderRequest request) {
        return SsoProviderResponse.of(registry.create(request));
    }

    @GetMapping("/{id}")
    @PlatformOnly
    @StepUp
    SsoProviderResponse get(@PathVariable UUID id) {
        return SsoProviderResponse.of(registry.find(id));
    }

    @PutMapping("/{id}")
    @PlatformOnly
    @StepUp
    SsoProviderResponse update(@PathVariable UUID id, @RequestBody SsoProviderRequest request) {
        return SsoProviderResponse.of(registry.update(id, request));
    }

    @DeleteMapping("/{id}")
    @PlatformOnly
    @StepUp
    SsoProviderResponse delete(@PathVariable UUID id) {
        return SsoProviderResponse.of(registry.delete(id));
    }
}
