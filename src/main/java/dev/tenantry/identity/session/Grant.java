package dev.tenantry.identity.session;

/** One of the ways to a session: {@code /auth/v1/token?grant_type=…}. */
public interface Grant {

    /** {@code grant_type}. */
    String type();

    /** @throws dev.tenantry.identity.error.AuthException where there is no session to be had */
    TokenPair grant(TokenRequest request);
}
