package dev.tenantry.tenancy.member;

import jakarta.validation.constraints.NotNull;

import dev.tenantry.tenancy.role.BuiltInRole;

record RoleRequest(@NotNull BuiltInRole role) {}
