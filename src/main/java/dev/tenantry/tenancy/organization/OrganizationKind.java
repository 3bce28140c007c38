package dev.tenantry.tenancy.organization;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an organization is for. */
enum OrganizationKind {

    /** Made at sign-up, one a person. */
    PERSONAL("personal"),
    TEAM("team"),
    /** Its members offer readings, book them and watch over them. */
    MARKETPLACE("marketplace");

    private final String name;

    OrganizationKind(String name) {
        this.name = name;
    }

    static OrganizationKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return name;
    }
}
