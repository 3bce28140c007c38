package dev.tenantry.audit.seal;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.audit.verify.HeadKey;

/** What a bundle is made of. */
@Component
class BundleSources {

    private final AuditKeys keys;
    private final Numbering numbering;
    private final BundleRows rows;

    BundleSources(AuditKeys keys, Numbering numbering, BundleRows rows) {
        this.keys = keys;
        this.numbering = numbering;
        this.rows = rows;
    }

    List<HeadKey> keys() {
        return keys.all().stream().map(AuditKeys.Key::published).toList();
    }

    long sealedBefore() {
        return numbering.sealedBefore();
    }

    BundleRows rows() {
        return rows;
    }
}
