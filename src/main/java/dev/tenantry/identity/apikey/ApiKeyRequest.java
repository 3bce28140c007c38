package dev.tenantry.identity.apikey;

import java.time.Instant;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a key is to be.
 *
 * @param scopes         permissions, {@code contacts:read}: of those that whoever makes the key has
 * @param expiresAt      absent: it does not expire
 * @param rotationPolicy absent: manual
 */
record ApiKeyRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @NotEmpty @Size(max = 500) List<@NotNull String> scopes,
        @Nullable Instant expiresAt,
        @Nullable RotationPolicy rotationPolicy) {

    RotationPolicy rotationPolicyOrManual() {
        return rotationPolicy == null ? RotationPolicy.MANUAL : rotationPolicy;
    }
}
