package dev.tenantry.tenancy.organization;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1")
class OrganizationController {

    private final OrganizationService organizations;

    OrganizationController(OrganizationService organizations) {
        this.organizations = organizations;
    }

    /** The caller's organizations. */
    @GetMapping("/organizations")
    @SignedIn
    Page<OwnOrganization> mine() {
        return Page.only(organizations.mine());
    }

    @GetMapping("/organizations/{id}")
    @SignedIn
    OwnOrganization mine(@PathVariable UUID id) {
        return organizations.mine(id);
    }

    @PostMapping("/organizations")
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("organization:create")
    ResponseEntity<OwnOrganization> create(@Valid @RequestBody CreateOrganizationRequest request) {
        var created = organizations.create(request);
        return ResponseEntity.created(URI.create("/api/v1/organizations/" + created.id())).body(created);
    }

    /** The organization that the access token is for. */
    @GetMapping("/organization")
    @RequiresPermission("organization:read")
    OrganizationResponse current() {
        return organizations.current();
    }

    @PutMapping("/organization")
    @RequiresPermission("organization:update")
    @StepUp
    OrganizationResponse replace(@Valid @RequestBody OrganizationRequest request, IfMatch ifMatch) {
        return organizations.replace(request, ifMatch);
    }

    @PatchMapping(path = "/organization", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission("organization:update")
    @StepUp
    OrganizationResponse patch(@RequestBody ObjectNode patch, IfMatch ifMatch) {
        return organizations.patch(patch, ifMatch);
    }
}
