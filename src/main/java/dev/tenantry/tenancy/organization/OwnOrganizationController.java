package dev.tenantry.tenancy.organization;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** The organizations that the caller belongs to. */
@RestController
@RequestMapping("/api/v1/organizations")
class OwnOrganizationController {

    private final OwnOrganizationService organizations;

    OwnOrganizationController(OwnOrganizationService organizations) {
        this.organizations = organizations;
    }

    @GetMapping
    @SignedIn
    @AnyAddress
    Page<OwnOrganization> list(ListRequest request) {
        return organizations.list(request);
    }

    @GetMapping("/{id}")
    @SignedIn
    @AnyAddress
    OwnOrganization get(@PathVariable UUID id) {
        return organizations.get(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("organization:create")
    @NotImpersonated
    ResponseEntity<OwnOrganization> create(@Valid @RequestBody CreateOrganizationRequest request) {
        var created = organizations.create(request);
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + created.id())).body(created);
    }

    /** Takes the deletion back: for its owners, from whichever organization they work in. */
    @DeleteMapping("/{id}/deletion")
    @SignedIn
    @StepUp
    OwnOrganization restore(@PathVariable UUID id) {
        return organizations.restore(id);
    }
}
