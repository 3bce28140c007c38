package dev.tenantry.metering.alert;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;

@RestController
@RequestMapping("/api/v1/quota-alerts")
class QuotaAlertController {

    private final QuotaAlerts alerts;

    QuotaAlertController(QuotaAlerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    @RequiresPermission("quotas:read")
    Page<QuotaAlertResponse> list(PageRequest request, @RequestParam(required = false) @Nullable Boolean acknowledged) {
        return alerts.list(request, acknowledged);
    }

    @PutMapping("/{alertId}/acknowledgement")
    @RequiresPermission({"quotas:acknowledge", "quotas:read"})
    @NotImpersonated
    QuotaAlertResponse acknowledge(@PathVariable Long alertId) {
        return alerts.acknowledge(alertId);
    }
}
