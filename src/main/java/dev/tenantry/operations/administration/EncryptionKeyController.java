package dev.tenantry.operations.administration;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/admin/encryption-keys")
class EncryptionKeyController {

    private final EncryptionKeys keys;

    EncryptionKeyController(EncryptionKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<EncryptionKeyResponse> list() {
        return Page.only(keys.list());
    }

    @PutMapping("/current/data-keys")
    @SuperAdminOnly
    @StepUp
    Page<EncryptionKeyResponse> rewrap() {
        return Page.only(keys.rewrap());
    }
}
