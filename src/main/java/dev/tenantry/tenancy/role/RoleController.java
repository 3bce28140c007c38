package dev.tenantry.tenancy.role;

import java.net.URI;

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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/roles")
class RoleController {

    private final RoleService roles;

    RoleController(RoleService roles) {
        this.roles = roles;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    Page<RoleResponse> list(ListRequest request) {
        return roles.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("organization:read")
    RoleResponse get(@PathVariable Long id) {
        return roles.get(id);
    }

    @PostMapping
    @RequiresPermission("roles:create")
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RoleResponse> create(@Valid @RequestBody CustomRoleRequest request) {
        var created = roles.create(request);
        return ResponseEntity.created(URI.create("/api/v1/roles/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"roles:update", "organization:read"})
    @StepUp
    RoleResponse replace(@PathVariable Long id, @Valid @RequestBody CustomRoleRequest request, IfMatch ifMatch) {
        return roles.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"roles:update", "organization:read"})
    @StepUp
    RoleResponse patch(@PathVariable Long id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return roles.patch(id, patch, ifMatch);
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("roles:delete")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable Long id, IfMatch ifMatch) {
        roles.delete(id, ifMatch);
    }
}
