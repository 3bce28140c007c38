package dev.tenantry.operations.administration;

import java.util.Locale;

/** What an organization is for. */
enum OrganizationKind {

    PERSONAL, TEAM, MARKETPLACE;

    static OrganizationKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
