package dev.tenantry.automation.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.web.PublicAddresses;

/** What a URL says by itself, before anything is resolved. */
@Component
class WebhookUrl {

    private static final int LARGEST_PORT = 65_535;
    /** Two standards take some names for different ones: what is posted is not to reach somebody else. */
    private static final String NO_HOST = "its host is none, or one that must be written in its ASCII form, xn--…";

    private final AddressGuard guard;

    WebhookUrl(AddressGuard guard) {
        this.guard = guard;
    }

    /**
     * The URL as it is requested: a host in other letters by its ASCII name, everything else beyond ASCII as the percent-encoded
     * bytes of UTF-8.
     *
     * @throws URISyntaxException where it is none
     */
    static URI of(String text) throws URISyntaxException {
        var url = new URI(text);
        if (url.getHost() != null || url.getRawAuthority() == null) {
            return new URI(url.toASCIIString());
        }
        var authority = url.getRawAuthority();
        var port = authority.lastIndexOf(':');
        var name = port < 0 ? authority : authority.substring(0, port);
        try {
            var ascii = EmailAddress.asciiDomain(name) + (port < 0 ? "" : authority.substring(port));
            return new URI(new URI(text.replaceFirst(Pattern.quote(authority), Matcher.quoteReplacement(ascii)))
                    .toASCIIString());
        } catch (IllegalArgumentException _) {
            throw new URISyntaxException(text, NO_HOST);
        }
    }

    /** What is wrong with the URL; null where nothing is. */
    @Nullable
    String fault(String text) {
        URI url;
        try {
            url = of(text);
        } catch (URISyntaxException none) {
            return text.contains("{{")
                    ? "a webhook's URL is fixed and has no placeholders"
                    : none.getReason().equals(NO_HOST) ? "this is not a URL: " + NO_HOST : "this is not a URL";
        }
        if (url.getHost() == null || url.getPort() > LARGEST_PORT || url.getPort() == 0) {
            return "this is not a URL with a host";
        }
        if (url.getUserInfo() != null) {
            return "a URL may not carry credentials";
        }
        return isRefused(url.getHost()) ? "webhooks may not reach this address" : null;
    }

    private boolean isRefused(String host) {
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (guard.isExempt(name)) {
            return false;
        }
        if (name.equalsIgnoreCase("localhost") || name.toLowerCase(Locale.ROOT).endsWith(".localhost")) {
            return true;
        }
        try {
            return !PublicAddresses.contain(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException _) {
            // A name: what it means is known when it is resolved.
            return false;
        }
    }
}
