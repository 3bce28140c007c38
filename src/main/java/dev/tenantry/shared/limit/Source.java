package dev.tenantry.shared.limit;

import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.web.RequestDetails;

/**
 * Where requests come from, as far as limits tell it apart: an IPv4 address, or the 64 bits of an IPv6 network, since whoever
 * has one address of it has all.
 */
public final class Source {

    /** Clients whose address a proxy did not tell share what one may do. */
    private static final String UNKNOWN = "unknown";

    private Source() {}

    /** Null outside of a request. */
    public static @Nullable String currentOrNull() {
        var request = RequestDetails.currentOrNull();
        return request == null ? null : of(request.client());
    }

    static String of(@Nullable IpAddress client) {
        if (client == null) {
            return UNKNOWN;
        }
        return client.isV4() ? client.toString() : HexFormat.of().toHexDigits(client.high()) + "::/64";
    }
}
