package dev.tenantry.identity.flow;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;

/** Where a browser may be sent with what signs somebody in. */
@Component
public class Redirects {

    private final IdentitySettings settings;

    Redirects(IdentitySettings settings) {
        this.settings = settings;
    }

    /**
     * The address asked for, where it is exactly one of those that the operator allows; the site's own otherwise. Nothing
     * is compared but whole addresses: prefixes and patterns are how tokens end up with strangers.
     */
    public String resolve(@Nullable String asked) {
        return asked != null && settings.redirectUrls().contains(asked) ? asked : settings.siteUrl();
    }
}
