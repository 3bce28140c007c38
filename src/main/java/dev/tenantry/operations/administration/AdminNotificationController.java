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
@RequestMapping("/admin/outbound-notifications")
class AdminNotificationController {

    private final AdminNotifications notifications;

    AdminNotificationController(AdminNotifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<AdminNotificationResponse> list(ListRequest request) {
        return notifications.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    AdminNotificationResponse get(@PathVariable UUID id) {
        return notifications.get(id);
    }
}
