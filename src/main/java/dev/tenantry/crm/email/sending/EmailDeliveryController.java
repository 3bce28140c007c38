package dev.tenantry.crm.email.sending;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

/** What becomes of the mails that the caller has written here. */
@RestController
@RequestMapping("/api/v1/emails/{id}/delivery")
@Resource("emails")
class EmailDeliveryController {

    private final EmailDeliveries deliveries;

    EmailDeliveryController(EmailDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Of an own mail that was sent here: nobody else is told whom it has reached. */
    @GetMapping
    @RequiresPermission("read")
    EmailDeliveryResponse get(@PathVariable Long id) {
        return deliveries.get(id);
    }
}
