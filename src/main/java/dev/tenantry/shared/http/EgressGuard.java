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

import dev.tenantry.shared.network.IpAddress;

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
     * The addresses of a host, for whoever connects to it by another protocol: to these and by no other look-up. A name for one that may not be reached is as
     * unknown as one that there is not, lest anybody find out what names there are inside.
     *
     * @throws Refused where it is an address that may not be reached
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var odd = hostFault(host);
        if (odd != null) {
            throw new Refused(odd);
        }
        if (isRefused(host)) {
            throw new Refused("the host has an address that may not be reached");
        }
        var addresses = InetAddress.getAllByName(host);
        if (!isExempt(host) && !Arrays.stream(addresses).allMatch(PublicAddresses::contain)) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    /** What is wrong with what some would read an address in; null where it is one, or a name. */
    public static @Nullable String hostFault(String host) {
        try {
            var _ = IpAddress.ofHost(host);
            return null;
        } catch (IllegalArgumentException fault) {
            return "the host is no address that all read alike: " + fault.getMessage();
        }
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
        var odd = hostFault(host);
        if (odd != null) {
            return odd;
        }
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
