package dev.tenantry.identity.link;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

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
        @Nullable String token,
        @Nullable String tokenHash,
        @Nullable String email,
        @Nullable String phone) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "VerifyRequest[" + type + "]";
    }
}
