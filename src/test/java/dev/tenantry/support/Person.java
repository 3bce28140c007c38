package dev.tenantry.support;

import java.util.UUID;

/**
 * Somebody who is signed in.
 *
 * @param api            a client that carries the access token
 * @param organizationId the organization that the token is for
 */
public record Person(
        Api api,
        UUID userId,
        UUID organizationId,
        String email,
        String password,
        String accessToken,
        String refreshToken) {}
