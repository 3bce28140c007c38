package dev.tenantry.tenancy.member;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The roles that memberships are in. */
enum BuiltInRole {

    OWNER, ADMIN, MANAGER, MEMBER, VIEWER, READER, CLIENT, MONITOR;

    static BuiltInRole of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody in this role may give and take the other one: nobody reaches above the own rank. */
    boolean mayGrant(BuiltInRole other) {
        return other.rank() <= rank();
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private int rank() {
        return switch (this) {
            case OWNER -> 5;
            case ADMIN -> 4;
            case MANAGER -> 3;
            case MEMBER, MONITOR, READER -> 2;
            case VIEWER, CLIENT -> 1;
        };
    }
}
