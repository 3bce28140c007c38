package dev.tenantry.operations.administration;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/admin/organizations")
class AdminOrganizationController {

    private final AdminOrganizations organizations;

    AdminOrganizationController(AdminOrganizations organizations) {
        this.organizations = organizations;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<AdminOrganizationResponse> list(ListRequest request) {
        return organizations.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    AdminOrganizationResponse get(@PathVariable UUID id) {
        return organizations.get(id);
    }
}
