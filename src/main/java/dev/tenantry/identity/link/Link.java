package dev.tenantry.identity.link;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.shared.crypto.Secret;

/**
 * A link as it was opened.
 *
 * @param token blank where the link has none
 * @param type  as it is written
 */
record Link(Secret token, String type, @Nullable String redirectTo) {

    static Link of(@Nullable String token, @Nullable String tokenHash, @Nullable String type,
            @Nullable String redirectTo) {
        var given = token == null || token.isBlank() ? tokenHash : token;
        return new Link(new Secret(given == null ? "" : given), type == null ? "" : type, redirectTo);
    }

    /** Whether it is to end in a code. */
    boolean continuesFlow() {
        return token.value().startsWith(OneTimeTokens.FLOW_PREFIX);
    }
}
