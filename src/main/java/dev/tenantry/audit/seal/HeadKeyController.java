package dev.tenantry.audit.seal;

import java.util.List;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.audit.verify.HeadKey;
import dev.tenantry.shared.access.Anonymous;

@RestController
class HeadKeyController {

    private final AuditKeys keys;

    HeadKeyController(AuditKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/.well-known/audit-keys.json")
    @Anonymous("whoever is shown a proof must be able to verify it")
    ResponseEntity<HeadKeys> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(AuditKeys.PUBLICATION).cachePublic())
                .body(new HeadKeys(keys.published().stream().map(AuditKeys.Key::published).toList()));
    }

    /** RFC 7517. */
    record HeadKeys(List<HeadKey> keys) {}
}
