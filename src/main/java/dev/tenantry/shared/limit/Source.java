package dev.tenantry.shared.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.RequestDetails;

/**
 * Where requests come from, as far as limits tell it apart: an IPv4 address, or the 64 bits of an IPv6 network, since whoever
 * has one address of it has all.
 */
public final class Source {

    private static final int NETWORK_BYTES = 8;
    /** Clients whose address a proxy did not tell share what one may do. */
    private static final String UNKNOWN = "unknown";

    private Source() {}

    /** Null outside of a request. */
    public static @Nullable String currentOrNull() {
        var request = RequestDetails.currentOrNull();
        return request == null ? null : of(request.address());
    }

    static String of(@Nullable String address) {
        if (address == null) {
            return UNKNOWN;
        }
        try {
            var bytes = InetAddress.ofLiteral(address);
            return bytes instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes.getAddress(), NETWORK_BYTES)) + "::/64"
                    : bytes.getHostAddress();
        } catch (IllegalArgumentException _) {
            return UNKNOWN;
        }
    }
}
