package dev.tenantry.tenancy.organization;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/organization/settings")
class SettingsController {

    private final SettingsService settings;

    SettingsController(SettingsService settings) {
        this.settings = settings;
    }

    @GetMapping
    @RequiresPermission("organization:read")
    SettingsResponse current() {
        return settings.current();
    }

    @PutMapping
    @RequiresPermission({"organization:update", "organization:read"})
    @ImpersonationAllowed
    SettingsResponse replace(@Valid @RequestBody SettingsRequest request, IfMatch ifMatch) {
        return settings.replace(request, ifMatch);
    }

    @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"organization:update", "organization:read"})
    @ImpersonationAllowed
    SettingsResponse patch(@RequestBody ObjectNode patch, IfMatch ifMatch) {
        return settings.patch(patch, ifMatch);
    }
}
