package dev.tenantry.notification.email;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/**
 * The outbox: every mail that workflows sent, or would have sent. Of a mail of a run that holds what the caller may
 * not see ({@code lacking}) there is neither whom it is to nor what it says, and no filter of these finds it.
 */
@RestController
@RequestMapping("/api/v1/outbound-emails")
@Resource("workflows")
class OutboundEmailController {

    private final OutboundEmailService mails;

    OutboundEmailController(OutboundEmailService mails) {
        this.mails = mails;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<OutboundEmailResponse> list(ListRequest request) {
        return mails.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    OutboundEmailResponse get(@PathVariable UUID id) {
        return mails.get(id);
    }
}
