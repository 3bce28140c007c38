package dev.tenantry.access.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;

/** What is told apart of addresses: one of IPv4, and the 64 bits of an IPv6 network, since whoever has one address of it has all. */
public final class Networks {

    private static final int NETWORK_BYTES = 8;

    private Networks() {}

    /** {@code 192.0.2.7}, {@code 2001:db8:0:1:0:0:0:0/64}; null where the text is no address. */
    public static @Nullable String of(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            var read = InetAddress.ofLiteral(address);
            if (!(read instanceof Inet6Address)) {
                return read.getHostAddress();
            }
            var network = Arrays.copyOf(Arrays.copyOf(read.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException _) {
            return null;
        }
    }

    /** By its first address. */
    static IpAddress of(IpAddress address) {
        return address.isV4() ? address : new IpAddress(false, address.high(), 0);
    }
}
