package dev.tenantry.tenancy.extension;

import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/** As what somebody has a profile in an organization. */
enum ProfileType {

    CLIENT, READER, ADMIN;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
        return value;
    }
}
