package dev.tenantry.audit.hold;

import java.time.Instant;
import java.util.UUID;

import dev.tenantry.shared.web.Versioned;

/** @param placedBy the super admin who first did */
record LegalHoldResponse(UUID organizationId, String reason, UUID placedBy, Instant placedAt) implements Versioned {

    /** Its entity tag is of what it shows. */
    @Override
    public int version() {
        return 0;
    }
}
