package dev.tenantry.crm.email.sending;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.IfMatch;

/** What stands below the mails that the caller writes. */
@RestController
@RequestMapping("/api/v1/email-signature")
@Resource("emails")
class EmailSignatureController {

    private final EmailSignatures signatures;

    EmailSignatureController(EmailSignatures signatures) {
        this.signatures = signatures;
    }

    @GetMapping
    @RequiresPermission({"send", "read"})
    EmailSignatureResponse get() {
        return signatures.get();
    }

    @PutMapping
    @RequiresPermission({"send", "read"})
    @NotImpersonated
    EmailSignatureResponse replace(@Valid @RequestBody EmailSignatureRequest request, IfMatch ifMatch) {
        return signatures.replace(request, ifMatch);
    }

    @DeleteMapping
    @RequiresPermission("send")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(IfMatch ifMatch) {
        signatures.delete(ifMatch);
    }
}
