package dev.tenantry.shared.listing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Network addresses from the first to the last: of a network in CIDR's form, or one address. */
record AddressRange(InetAddress first, InetAddress last) {

    private static final int LONGEST = 50;

    /** @throws IllegalArgumentException where it is none, or has bits beyond its prefix, which may be a slip */
    static AddressRange parse(String text) {
        if (text.length() > LONGEST || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException();
        }
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var bytes = address.getAddress();
        var bits = slash < 0 ? bytes.length * 8 : prefix(text.substring(slash + 1), bytes.length * 8);
        var last = bytes.clone();
        for (var bit = bits; bit < bytes.length * 8; bit++) {
            var mask = 1 << 7 - bit % 8;
            if ((bytes[bit / 8] & mask) != 0) {
                throw new IllegalArgumentException();
            }
            last[bit / 8] |= (byte) mask;
        }
        try {
            return new AddressRange(address, InetAddress.getByAddress(last));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int prefix(String text, int most) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException();
        }
        return Integer.parseInt(text);
    }
}
