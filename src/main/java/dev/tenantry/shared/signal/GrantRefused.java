package dev.tenantry.shared.signal;

/** The caller was to give or take what the caller does not hold. @param permission the first of what is missing */
public record GrantRefused(String permission) {}
