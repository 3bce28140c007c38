package dev.tenantry.tenancy.member;

import jakarta.validation.constraints.NotNull;

record RoleRequest(@NotNull BuiltInRole role) {}
