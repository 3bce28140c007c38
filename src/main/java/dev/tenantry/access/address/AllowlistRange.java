package dev.tenantry.access.address;

import dev.tenantry.shared.network.IpRange;

/** What may stand on a list of addresses. */
final class AllowlistRange {

    /** Bits that its addresses begin with alike, at least: nobody was ever assigned more addresses. */
    private static final int SHORTEST_4 = 8;
    private static final int SHORTEST_6 = 16;

    private AllowlistRange() {}

    /** @throws IllegalArgumentException with the reason, where it is no range, or so wide that the list would keep nobody out */
    static IpRange parse(String text) {
        var range = IpRange.parse(text);
        var shortest = range.first().isV4() ? SHORTEST_4 : SHORTEST_6;
        if (range.length() < shortest) {
            throw new IllegalArgumentException(
                    "a list with %s would hardly keep anybody out: the widest range is /%s. Where anybody is to come, the policy does not enforce the list"
                            .formatted(range, shortest));
        }
        return range;
    }
}
