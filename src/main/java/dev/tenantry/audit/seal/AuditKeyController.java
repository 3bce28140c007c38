package dev.tenantry.audit.seal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.listing.Page;

/** The keys that heads of audit logs are signed with. */
@RestController
@RequestMapping("/admin/audit-keys")
class AuditKeyController {

    private final AuditKeys keys;

    AuditKeyController(AuditKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    @SuperAdminOnly
    Page<AuditKeyResponse> list() {
        return Page.only(keys.listed().stream().map(AuditKeyController::show).toList());
    }

    /** Rotation: a new key signs from now on. Those before it stay published. */
    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    AuditKeyResponse create() {
        return show(keys.rotate());
    }

    private static AuditKeyResponse show(AuditKeys.Key key) {
        return new AuditKeyResponse(key.id(), key.createdAt(), key.retiredAt());
    }

    /** @param id the key's thumbprint (RFC 7638) @param retiredAt since when it signs nothing */
    record AuditKeyResponse(String id, Instant createdAt, @Nullable Instant retiredAt) {}
}
