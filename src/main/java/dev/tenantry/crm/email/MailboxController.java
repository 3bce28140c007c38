package dev.tenantry.crm.email;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;

/** The caller's own mailbox. */
@RestController
@RequestMapping("/api/v1/email-mailbox")
@Resource("emails")
class MailboxController {

    private final MailboxService mailboxes;

    MailboxController(MailboxService mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Who sees what the caller captures. */
    @GetMapping
    @RequiresPermission("read")
    MailboxResponse get() {
        return mailboxes.get();
    }

    /** Says who is to see what the caller captures from now on: those who take part alone, or all members who may read mails. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    MailboxResponse replace(@Valid @RequestBody EmailVisibilityRequest request) {
        return mailboxes.replace(request);
    }
}
