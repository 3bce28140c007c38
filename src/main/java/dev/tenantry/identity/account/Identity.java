package dev.tenantry.identity.account;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A way in which a user signs in. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Identity(
        UUID id,
        UUID userId,
        String provider,
        String providerId,
        Map<String, Object> identityData,
        @Nullable String email,
        @Nullable Instant lastSignInAt,
        Instant createdAt,
        Instant updatedAt) {}
