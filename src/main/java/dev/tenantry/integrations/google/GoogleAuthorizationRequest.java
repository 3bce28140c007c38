package dev.tenantry.integrations.google;

import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * What the caller is about to consent to.
 *
 * @param integrationId of the organization's, with the provider google
 * @param redirectUri   where Google sends the browser afterwards; one of the integration's {@code redirectUris}
 */
record GoogleAuthorizationRequest(@NotNull UUID integrationId, @NotBlank @Size(max = 500) String redirectUri) {}
