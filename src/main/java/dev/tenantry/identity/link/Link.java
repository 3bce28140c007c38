package dev.tenantry.identity.link;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.link.onetime.OneTimeTokens;

/**
 * A link as it was opened.
 *
 * @param token blank where the link has none
 * @param type  as it is written
 */
record Link(String token, String type, @Nullable String redirectTo) {

    static Link of(@Nullable String token, @Nullable String tokenHash, @Nullable String type,
            @Nullable String redirectTo) {
        var given = token == null || token.isBlank() ? tokenHash : token;
        return new Link(given == null ? "" : given, type == null ? "" : type, redirectTo);
    }

    /** Whether it is to end in a code. */
    boolean continuesFlow() {
        return token.startsWith(OneTimeTokens.FLOW_PREFIX);
    }

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "Link[" + type + "]";
    }
}
