package dev.tenantry.crm.quote;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/quotes/{id}")
@Resource("quotes")
class QuoteSendingController {

    private final QuoteSending sending;

    QuoteSendingController(QuoteSending sending) {
        this.sending = sending;
    }

    /** Sends the draft, without a body by mail: from then on it is as it is, and the revision before it can be accepted no more. */
    @PutMapping("/sending")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    SendingResponse send(@PathVariable Long id, @Valid @RequestBody(required = false) @Nullable SendingRequest request,
            IfMatch ifMatch) {
        return sending.send(id, request == null ? SendingRequest.USUAL : request, ifMatch).told();
    }

    /** Takes a quote back that has not been answered. */
    @PutMapping("/withdrawal")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    QuoteResponse withdraw(@PathVariable Long id, IfMatch ifMatch) {
        return sending.withdraw(id, ifMatch).told();
    }
}
