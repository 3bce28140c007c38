package dev.tenantry.automation.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.web.PublicAddresses;

/** What a URL says by itself, before anything is resolved. */
@Component
class WebhookUrl {

    private static final int LARGEST_PORT = 65_535;

    private final AddressGuard guard;

    WebhookUrl(AddressGuard guard) {
        this.guard = guard;
    }

    /** What is wrong with the URL; null where nothing is. */
    @Nullable
    String fault(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException _) {
            return "this is not a URL";
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
