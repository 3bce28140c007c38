package dev.tenantry.access.guard;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;

/** What is told apart of addresses: one of IPv4, and the 64 bits of an IPv6 network, since whoever has one address of it has all. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /** {@code 192.0.2.7}, {@code 2001:db8:0:1:0:0:0:0/64}; null where the text is no address. */
    public static @Nullable String of(@Nullable String address) {
        var network = address == null ? null : read(address);
        if (network == null) {
            return null;
        }
        return network.isV4() ? network.toString() : network + "/64";
    }

    /** Null where the text is no address. */
    static @Nullable IpAddress read(String address) {
        try {
            return of(IpAddress.parse(address));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** By its first address. */
    public static IpAddress of(IpAddress address) {
        return address.isV4() ? address : new IpAddress(false, address.high(), 0);
    }
}
