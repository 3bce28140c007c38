package dev.tenantry.tenancy.member;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;
import dev.tenantry.tenancy.role.BuiltInRole;

/** A member as the other members see it. */
record MemberResponse(
        UUID userId,
        BuiltInRole role,
        @Nullable String name,
        @Nullable String email,
        @Nullable String avatarUrl,
        int version,
        Instant createdAt) implements Versioned {}
