package dev.tenantry.metering.policy;

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
@RequestMapping("/admin/quota-policies")
@Unmetered
class QuotaPolicyController {

    private final QuotaPolicies policies;

    QuotaPolicyController(QuotaPolicies policies) {
        this.policies = policies;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<QuotaPolicyResponse> list(ListRequest request) {
        return policies.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    QuotaPolicyResponse get(@PathVariable UUID id) {
        return policies.get(id);
    }

    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<QuotaPolicyResponse> create(@Valid @RequestBody QuotaPolicyRequest request) {
        var created = policies.create(request);
        return ResponseEntity.created(URI.create("/admin/quota-policies/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    QuotaPolicyResponse replace(@PathVariable UUID id, @Valid @RequestBody QuotaPolicyRequest request,
            IfMatch ifMatch) {
        return policies.replace(id, request, ifMatch);
    }

    @DeleteMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        policies.delete(id, ifMatch);
    }
}
