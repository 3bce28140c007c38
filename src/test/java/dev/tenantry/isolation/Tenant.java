package dev.tenantry.isolation;

import java.util.UUID;

/**
 * One of the two whose rows must stay apart.
 *
 * @param canary a word that is in every text of this tenant's rows and nowhere else
 */
record Tenant(UUID organization, UUID user, String canary) {

    static Tenant somebody() {
        return new Tenant(UUID.randomUUID(), UUID.randomUUID(), canaryWord());
    }

    static Tenant of(UUID organization, UUID user) {
        return new Tenant(organization, user, canaryWord());
    }

    /** Like no other: a search for similar words takes none for another. */
    private static String canaryWord() {
        return "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 17);
    }
}
