package dev.tenantry.shared.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.IpRange;

/** The addresses of the public internet: those that a server may be sent to by somebody who is not its operator. */
final class PublicAddresses {

    /** IANA's special-purpose registry (RFC 6890 and its successors), multicast and what is reserved. */
    private static final List<IpRange> REFUSED_4 = networks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4");
    private static final IpRange GLOBAL_6 = IpRange.parse("2000::/3");
    /** Inside of the global range: protocol assignments (Teredo and others), documentation, 6to4, AS112. */
    private static final List<IpRange> REFUSED_6 = networks("2001::/23", "2001:db8::/32", "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        // An IPv4-mapped address is an Inet4Address already: Java makes it one.
        var exact = IpAddress.exactly(address);
        return exact.isV4()
                ? REFUSED_4.stream().noneMatch(network -> network.contains(exact))
                : GLOBAL_6.contains(exact) && REFUSED_6.stream().noneMatch(network -> network.contains(exact));
    }

    private static List<IpRange> networks(String... networks) {
        return Arrays.stream(networks).map(IpRange::parse).toList();
    }
}
