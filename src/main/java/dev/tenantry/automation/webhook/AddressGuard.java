package dev.tenantry.automation.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

import org.apache.hc.client5.http.DnsResolver;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.web.PublicAddresses;

/**
 * Lets webhooks reach public addresses only. It is the client's own resolver: the addresses that it has checked are the
 * ones that are connected to, so a name that answers differently the second time gains nothing.
 */
@Component
class AddressGuard implements DnsResolver {

    private final WebhookSettings settings;

    AddressGuard(WebhookSettings settings) {
        this.settings = settings;
    }

    /** The address may not be reached. */
    static final class Refused extends UnknownHostException {

        static final String REASON = "the host has an address that webhooks may not reach";

        Refused() {
            super(REASON);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        if (!isExempt(host) && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
            throw new Refused();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    boolean isExempt(String host) {
        return settings.allowPrivate() || settings.allowedHosts().contains(host.toLowerCase(Locale.ROOT));
    }
}
