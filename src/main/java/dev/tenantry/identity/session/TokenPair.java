package dev.tenantry.identity.session;

import java.time.Instant;

import dev.tenantry.identity.user.User;
import dev.tenantry.tenancy.Membership;

/** What a sign-in or a refresh yields. */
public record TokenPair(String accessToken, Instant expiresAt, String refreshToken, User user,
        Membership membership) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "TokenPair[user=" + user.id() + "]";
    }
}
