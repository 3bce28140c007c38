package dev.tenantry.tenancy.permission;

/** @param name {@code resource:action} */
record Permission(String name, String resource, String action, String description) {}
