package dev.tenantry.identity.alert;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;

/** What the caller was alerted of, in all organizations. */
@RestController
@RequestMapping("/api/v1/profile/security-alerts")
class AlertController {

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Newest first. */
    @GetMapping
    @SignedIn
    @AnyAddress
    Page<AlertResponse> list(PageRequest request) {
        return alerts.list(request);
    }

    /** Says that somebody knows of it: whoever has the session alone would say so of the own sign-in. */
    @PutMapping("/{alertId}/acknowledgement")
    @SignedIn
    @AnyAddress
    @StepUp
    AlertResponse acknowledge(@PathVariable Long alertId) {
        return alerts.acknowledge(alertId);
    }
}
