package dev.tenantry.tenancy.role;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The roles that memberships are in. */
public enum BuiltInRole {

    OWNER, ADMIN, MANAGER, MEMBER, VIEWER, READER, CLIENT, MONITOR;

    public static BuiltInRole of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    /** Whether somebody in this role may give and take the other one: nobody reaches above the own rank. */
    public boolean mayGrant(BuiltInRole other) {
        return other.rank() <= rank();
    }

    /** Whether it is one that every organization keeps as it is. */
    static boolean isOne(String slug) {
        return Arrays.stream(values()).anyMatch(role -> role.toString().equals(slug));
    }

    /** The roles that somebody in this one may give. */
    public List<String> granting() {
        return Arrays.stream(values()).filter(this::mayGrant).map(BuiltInRole::toString).toList();
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
