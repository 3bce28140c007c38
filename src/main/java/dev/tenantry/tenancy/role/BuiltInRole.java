package dev.tenantry.tenancy.role;

import java.util.Arrays;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The roles that memberships are in. */
public enum BuiltInRole {

    OWNER, ADMIN, MANAGER, MEMBER, VIEWER, READER, CLIENT, MONITOR;

    public static BuiltInRole of(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    /** Whether it is one that every organization keeps as it is. */
    static boolean isOne(String slug) {
        return Arrays.stream(values()).anyMatch(role -> role.toString().equals(slug));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
