package dev.tenantry.shared.network;

import java.util.regex.Pattern;

/**
 * A network of addresses, or one address.
 *
 * @param first  its first address
 * @param length how many bits all of its addresses begin with alike
 */
public record IpRange(IpAddress first, int length) {

    /** Longer than any range. */
    public static final int LONGEST_TEXT = 60;
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    /** How many bits stand before an IPv4 address that is written as an IPv6 one. */
    private static final int WRAPPING = 96;

    public IpRange {
        if (!first.masked(length).equals(first)) {
            throw new IllegalArgumentException("%s/%s has bits behind its prefix: write %s/%s, or the address alone"
                    .formatted(first, length, first.masked(length), length));
        }
    }

    /**
     * @param text an address, or a range in CIDR: {@code 203.0.113.0/24}
     * @throws IllegalArgumentException with the reason, where it is neither
     */
    public static IpRange parse(String text) {
        AddressText.check(text);
        var slash = text.indexOf('/');
        if (slash < 0) {
            var address = IpAddress.parse(text);
            return new IpRange(address, address.bits());
        }
        var written = AddressText.read(text.substring(0, slash));
        var length = length(text.substring(slash + 1).strip(), written.bits());
        var address = written.unwrapped();
        if (address.isV4() == written.isV4()) {
            return new IpRange(address, length);
        }
        if (length < WRAPPING) {
            throw AddressText.fault("it has IPv4 addresses that are written as IPv6 ones, and others besides");
        }
        return new IpRange(address, length - WRAPPING);
    }

    private static int length(String text, int most) {
        if (!LENGTH.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw AddressText.fault(text.indexOf('.') < 0
                    ? "behind the slash is how many bits are alike, 0 to " + most
                    : "behind the slash is a number of bits, and no mask: /24 for 255.255.255.0");
        }
        return Integer.parseInt(text);
    }

    public IpAddress last() {
        return first.filled(length);
    }

    public boolean contains(IpAddress address) {
        return address.isV4() == first.isV4() && address.masked(length).equals(first);
    }

    public boolean isSingle() {
        return length == first.bits();
    }

    /** The address, or the range in CIDR. */
    @Override
    public String toString() {
        return isSingle() ? first.toString() : first + "/" + length;
    }
}
