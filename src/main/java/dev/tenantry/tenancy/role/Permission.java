package dev.tenantry.tenancy.role;

/** @param name {@code resource:action} */
record Permission(String name, String resource, String action, String description) {}
