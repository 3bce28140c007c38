package dev.tenantry.tenancy.member;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;

/** @param userId the member who is to own the organization */
record OwnerRequest(@NotNull UUID userId) {}
