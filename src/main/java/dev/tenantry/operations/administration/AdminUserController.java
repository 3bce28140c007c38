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
@RequestMapping("/admin/users")
class AdminUserController {

    private final AdminUsers users;

    AdminUserController(AdminUsers users) {
        this.users = users;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<AdminUserResponse> list(ListRequest request) {
        return users.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    AdminUserResponse get(@PathVariable UUID id) {
        return users.get(id);
    }
}
