package dev.tenantry.integrations.webhook;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/webhook-endpoints")
@Resource("webhook-endpoints")
class WebhookEndpointController {

    private final WebhookEndpointService endpoints;

    WebhookEndpointController(WebhookEndpointService endpoints) {
        this.endpoints = endpoints;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<WebhookEndpointResponse> list(ListRequest request) {
        return endpoints.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    WebhookEndpointResponse get(@PathVariable UUID id) {
        return endpoints.get(id);
    }

    /** From now on it is told what happens, as far as the caller may read that. */
    @PostMapping
    @RequiresPermission("create")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WebhookEndpointResponse> create(@Valid @RequestBody WebhookEndpointRequest request) {
        var created = endpoints.create(request);
        return ResponseEntity.created(URI.create("/api/v1/webhook-endpoints/" + created.id())).body(created);
    }

    /** It takes the right to read what the endpoint is told, and for another URL, what is still to go there. */
    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WebhookEndpointResponse replace(@PathVariable UUID id, @Valid @RequestBody WebhookEndpointRequest request,
            IfMatch ifMatch) {
        return endpoints.replace(id, request, ifMatch);
    }

    /** It takes the right to read what the endpoint is told, and for another URL, what is still to go there. */
    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WebhookEndpointResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return endpoints.patch(id, patch, ifMatch);
    }

    /** Deletes it for good, with its deliveries. */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        endpoints.delete(id, ifMatch);
    }

    /** It takes the right to read what the endpoint is told: with it anybody could tell its receiver something. */
    @GetMapping("/{id}/secret")
    @RequiresPermission("read")
    @StepUp(orKey = true)
    @SensitiveRead("webhook-endpoint.revealed")
    EndpointSecretResponse secret(@PathVariable UUID id) {
        return endpoints.secret(id);
    }

    /**
     * Makes a new secret; for 24 hours deliveries carry the signatures of both. Meanwhile there is no other one. It takes the right to read what
     * the endpoint is told.
     *
     * @param endPrevious whether there is, and the one before the present one is in force no more
     */
    @PostMapping("/{id}/secret/rotations")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    EndpointSecretResponse rotate(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean endPrevious) {
        return endpoints.rotate(id, endPrevious);
    }
}
