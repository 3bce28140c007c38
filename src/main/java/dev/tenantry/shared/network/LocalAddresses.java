package dev.tenantry.shared.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * What IANA's special-purpose registry (RFC 6890 and its successors) has as not globally reachable, multicast and what is reserved. Not in it are the
 * networks of documentation, from which nothing comes: they are where a file says that they are, as in the examples that they are for.
 */
final class LocalAddresses {

    private static final List<IpRange> NETWORKS = Stream
            .of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                    "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15",
                    "224.0.0.0/4", "240.0.0.0/4", "::/8", "64:ff9b:1::/48", "100::/64", "2001:2::/48", "fc00::/7",
                    "fe80::/10", "fec0::/10", "ff00::/8")
            .map(IpRange::parse)
            .toList();

    private LocalAddresses() {}

    static boolean contain(IpAddress address) {
        return NETWORKS.stream().anyMatch(network -> network.contains(address));
    }
}
