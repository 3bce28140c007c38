package dev.tenantry.crm.email;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/email-threads")
@Resource("emails")
class EmailThreadController {

    private final EmailThreadService threads;

    EmailThreadController(EmailThreadService threads) {
        this.threads = threads;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<EmailThreadResponse> list(ListRequest request) {
        return threads.list(request);
    }

    @GetMapping("/{id}/emails")
    @RequiresPermission("read")
    Page<EmailSummaryResponse> emails(@PathVariable Long id, ListRequest request) {
        return threads.emails(id, request);
    }
}
