package dev.tenantry.identity.link;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.shared.crypto.Secret;

/**
 * A token that came by mail or SMS: the digits and where they were sent to, or what the link has.
 *
 * @param token     the digits
 * @param tokenHash what the link has
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record VerifyRequest(
        @Nullable String type,
        @Nullable Secret token,
        @Nullable Secret tokenHash,
        @Nullable String email,
        @Nullable String phone) {}
