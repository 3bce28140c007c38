package dev.tenantry.tenancy.organization;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.web.IfMatch;

/** The organization that the access token is for. */
@RestController
@RequestMapping("/api/v1/organization")
class OrganizationController {

    private final OrganizationService organizations;

    OrganizationController(OrganizationService organizations) {
        this.organizations = organizations;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    OrganizationResponse current() {
        return organizations.current();
    }

    @PutMapping
    @RequiresPermission({"organization:update", "organization:read"})
    @StepUp
    OrganizationResponse replace(@Valid @RequestBody OrganizationRequest request, IfMatch ifMatch) {
        return organizations.replace(request, ifMatch);
    }

    @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"organization:update", "organization:read"})
    @StepUp
    OrganizationResponse patch(@RequestBody ObjectNode patch, IfMatch ifMatch) {
        return organizations.patch(patch, ifMatch);
    }

    /**
     * Until the grace is over an owner can restore it.
     *
     * @param confirmation its slug
     */
    @DeleteMapping
    @RequiresPermission("organization:delete")
    @StepUp
    DeletionResponse delete(@RequestParam String confirmation, IfMatch ifMatch) {
        return organizations.delete(confirmation, ifMatch);
    }
}
