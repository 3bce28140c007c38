package dev.tenantry.crm.email.capture;

import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;

/** The address to which the caller's mail programs send copies. */
@RestController
@RequestMapping("/api/v1/email-capture-address")
@Resource("emails")
class CaptureAddressController {

    private final CaptureAddresses addresses;

    CaptureAddressController(CaptureAddresses addresses) {
        this.addresses = addresses;
    }

    /** Since when there is an address, if there is one, and when it took a mail last. */
    @GetMapping
    @RequiresPermission("read")
    CaptureStandingResponse get() {
        return addresses.get();
    }

    /** Makes an address, which is told this once; the one before takes nothing any more. It is the person's own: an API key makes none. */
    @PostMapping
    @RequiresPermission("create")
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CaptureAddress> make(@Valid @RequestBody CaptureAddressRequest request) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(addresses.make(request));
    }

    /** The address takes nothing any more. */
    @DeleteMapping
    @Unmetered
    @RequiresPermission("create")
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        addresses.revoke();
    }
}
