package dev.tenantry.crm.imports.mapping;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;

/** The host of a web site, which files have as its name, or as the URL of a page: {@code https://www.example.com/about}. */
final class WebAddress {

    /** As long as browsers take. */
    private static final int MAX_LENGTH = 2048;
    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:https?:)?//");
    private static final Pattern BEHIND_HOST = Pattern.compile("(?::\\d{1,5})?(?:[/?#].*)?$", Pattern.DOTALL);

    private WebAddress() {}

    /** Null where the text names none. */
    static @Nullable String host(String text) {
        if (EmailAddress.isDomain(text)) {
            return text;
        }
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        var address = SCHEME.matcher(text).replaceFirst("");
        var host = BEHIND_HOST.matcher(address).replaceFirst("");
        // "n/a" is no page of the host n.
        return host.indexOf('.') > 0 && EmailAddress.isDomain(host) ? host : null;
    }
}
