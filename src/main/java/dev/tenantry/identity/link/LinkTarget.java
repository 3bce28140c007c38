package dev.tenantry.identity.link;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.flow.CodeChallenge;

/**
 * Where a link leads.
 *
 * @param redirectTo what the client asks for
 * @param challenge  where it is to yield a code; null: a session
 */
public record LinkTarget(@Nullable String redirectTo, @Nullable CodeChallenge challenge) {

    /** To the site, with a session. */
    public static final LinkTarget SITE = new LinkTarget(null, null);

    /** @throws dev.tenantry.identity.error.AuthException 422 where the challenge is none */
    static LinkTarget of(@Nullable String redirectTo, @Nullable String challenge, @Nullable String method) {
        return new LinkTarget(redirectTo, CodeChallenge.of(challenge, method));
    }
}
