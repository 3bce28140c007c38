package dev.tenantry.integrations.platform;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/admin/api-integrations")
class ApiIntegrationController {

    private final ApiIntegrations integrations;

    ApiIntegrationController(ApiIntegrations integrations) {
        this.integrations = integrations;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<ApiIntegrationResponse> list(ListRequest request) {
        return integrations.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    ApiIntegrationResponse get(@PathVariable UUID id) {
        return integrations.get(id);
    }

    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ApiIntegrationResponse> create(@Valid @RequestBody ApiIntegrationRequest request) {
        var created = integrations.create(request);
        return ResponseEntity.created(URI.create("/admin/api-integrations/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    ApiIntegrationResponse replace(@PathVariable UUID id, @Valid @RequestBody ApiIntegrationRequest request,
            IfMatch ifMatch) {
        return integrations.replace(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @Unmetered
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        integrations.delete(id, ifMatch);
    }

    /** What came of it is the integration's status and last error. */
    @PostMapping("/{id}/tests")
    @SuperAdminOnly
    @StepUp
    ApiIntegrationResponse test(@PathVariable UUID id) {
        return integrations.test(id);
    }
}
