package dev.tenantry.shared.tenancy;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The kernel tests' own entity, mapped in {@code probe-orm.xml}. */
class Note extends TenantEntity {

    @SuppressWarnings("NullAway.Init")
    private UUID id;

    private @Nullable String body;

    protected Note() {}

    Note(UUID id, String body) {
        this.id = id;
        this.body = body;
    }

    UUID getId() {
        return id;
    }

    @Nullable
    String getBody() {
        return body;
    }

    void rewrite(String text) {
        body = text;
    }
}
