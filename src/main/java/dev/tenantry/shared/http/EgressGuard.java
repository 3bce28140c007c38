package dev.tenantry.shared.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Lets requests reach public addresses only, by HTTPS. It is the client's own resolver: the addresses that it has checked
 * are the ones that are connected to, so a name that answers differently the second time gains nothing.
 */
@Component
@EnableConfigurationProperties(EgressSettings.class)
public class EgressGuard implements DnsResolver {

    private static final int LARGEST_PORT = 65_535;

    private final EgressSettings settings;

    EgressGuard(EgressSettings settings) {
        this.settings = settings;
    }

    /** The URL, or an address of its host, may not be reached: for good, as long as it is what it is. */
    public static final class Refused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }

        /** What is wrong, fit for whoever gave the URL. */
        public String reason() {
            return reason;
        }
    }

    /**
     * The addresses of a host, for whoever connects to it by another protocol: to these and by no other look-up.
     *
     * @throws Refused where one of them may not be reached
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        if (!isExempt(host) && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
            throw new Refused("the host has an address that may not be reached");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** What is wrong with a URL before anything is resolved; null where nothing is. */
    public @Nullable String fault(String text) {
        try {
            return fault(EgressUrl.parse(text));
        } catch (URISyntaxException none) {
            return none.getReason().equals(EgressUrl.NO_HOST)
                    ? "this is not a URL: " + EgressUrl.NO_HOST
                    : "this is not a URL";
        }
    }

    void admit(URI url) throws Refused {
        var fault = fault(url);
        if (fault != null) {
            throw new Refused(fault);
        }
    }

    private @Nullable String fault(URI url) {
        if (url.getHost() == null || url.getPort() > LARGEST_PORT || url.getPort() == 0) {
            return "this is not a URL with a host";
        }
        if (url.getHost().indexOf('%') >= 0) {
            return "an address in a URL has no zone";
        }
        if (url.getUserInfo() != null) {
            return "a URL may not carry credentials";
        }
        var host = url.getHost().startsWith("[")
                ? url.getHost().substring(1, url.getHost().length() - 1)
                : url.getHost();
        if (!isSchemeAllowed(url.getScheme(), host)) {
            return "the URL must begin with https://";
        }
        return isRefused(host) ? "this address may not be reached" : null;
    }

    private boolean isSchemeAllowed(@Nullable String scheme, String host) {
        return "https".equalsIgnoreCase(scheme)
                || "http".equalsIgnoreCase(scheme) && (settings.allowHttp() || isExempt(host));
    }

    private boolean isRefused(String host) {
        if (isExempt(host)) {
            return false;
        }
        if (host.equalsIgnoreCase("localhost") || host.toLowerCase(Locale.ROOT).endsWith(".localhost")) {
            return true;
        }
        try {
            return !PublicAddresses.contain(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            // A name: what it means is known when it is resolved.
            return false;
        }
    }

    private boolean isExempt(String host) {
        return settings.allowPrivate() || settings.allowedHosts().contains(host.toLowerCase(Locale.ROOT));
    }
}
