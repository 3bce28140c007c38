package dev.tenantry.integrations.connection;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;

@RestController
@RequestMapping("/api/v1/integration-offers/{id}/integrations")
class OfferedIntegrationController {

    private final OfferedIntegrations integrations;

    OfferedIntegrationController(OfferedIntegrations integrations) {
        this.integrations = integrations;
    }

    @PostMapping
    @RequiresPermission({"integrations:create", "integrations:read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IntegrationResponse> create(@PathVariable UUID id,
            @Valid @RequestBody OfferedIntegrationRequest request) {
        var created = integrations.create(id, request);
        return ResponseEntity.created(URI.create("/api/v1/integrations/" + created.id())).body(created);
    }
}
