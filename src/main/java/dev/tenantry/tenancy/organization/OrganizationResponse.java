package dev.tenantry.tenancy.organization;

import java.time.Instant;
import java.util.UUID;

import dev.tenantry.shared.web.Versioned;

record OrganizationResponse(
        UUID id,
        String name,
        String slug,
        OrganizationKind kind,
        int version,
        Instant createdAt,
        Instant updatedAt) implements Versioned {

    OrganizationRequest asRequest() {
        return new OrganizationRequest(name, slug);
    }
}
