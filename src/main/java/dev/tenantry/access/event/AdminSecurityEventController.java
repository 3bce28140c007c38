package dev.tenantry.access.event;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/admin/security-events")
class AdminSecurityEventController {

    private final AdminSecurityEvents events;

    AdminSecurityEventController(AdminSecurityEvents events) {
        this.events = events;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<AdminSecurityEventResponse> list(ListRequest request) {
        return events.list(request);
    }
}
