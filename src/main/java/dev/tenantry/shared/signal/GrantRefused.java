package dev.tenantry.shared.signal;

/** The caller was to give or take what the caller does not hold. */
public record GrantRefused() {}
