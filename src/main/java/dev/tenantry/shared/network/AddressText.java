package dev.tenantry.shared.network;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads and writes addresses. What programs read in different ways is refused rather than guessed: {@code 010.0.0.1} is 8.0.0.1 to some and
 * 10.0.0.1 to others.
 */
final class AddressText {

    /** The longest spelling: eight groups, the last two as IPv4, in brackets. */
    private static final int MOST = 47;
    /** With a length, and blanks. */
    private static final int MOST_WRITTEN = 100;
    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern FOREIGN = Pattern.compile("[^0-9A-Za-z.:/%\\[\\]_\\s-]");
    private static final Pattern SEVERAL = Pattern.compile("[,;]|[0-9a-fA-F]\\s++[0-9a-fA-F]");
    private static final Pattern DASH = Pattern.compile("[-\u2010-\u2015]");
    private static final Pattern END_OF_SPAN = Pattern.compile("^[0-9a-fA-F.:]++(?<=[0-9a-fA-F])$");
    private static final Pattern NUMBERS = Pattern.compile("(?:0[xX])?[0-9a-fA-F]+(?:\\.(?:0[xX])?[0-9a-fA-F]+){0,3}");

    private AddressText() {}

    /** What is neither an address nor a range of them, whatever else is wrong with it. */
    static void check(String written) {
        if (written.length() > MOST_WRITTEN) {
            throw fault("it is longer than any address");
        }
        if (SEVERAL.matcher(written).find()) {
            throw fault("these are several: each is stated by itself");
        }
        if (written.indexOf('*') >= 0 || isSpan(written)) {
            throw fault("a range is written in CIDR: 192.0.2.0/24 for 192.0.2.0 to 192.0.2.255");
        }
        var foreign = FOREIGN.matcher(written);
        if (foreign.find()) {
            throw fault(String.format(Locale.ROOT, "it has a character that no address has: U+%04X",
                    foreign.group().codePointAt(0)));
        }
    }

    /** {@code 192.0.2.1-192.0.2.9}. */
    private static boolean isSpan(String text) {
        var ends = DASH.split(text, -1);
        return ends.length == 2 && (ends[0].indexOf('.') >= 0 || ends[0].indexOf(':') >= 0)
                && END_OF_SPAN.matcher(ends[0].strip()).matches() && END_OF_SPAN.matcher(ends[1].strip()).matches();
    }

    static IpAddress read(String written) {
        check(written);
        var text = written.strip();
        if (text.isEmpty()) {
            throw fault("there is no address");
        }
        if (text.indexOf('%') >= 0) {
            throw fault("a zone (%...) means something on one machine only: leave it out");
        }
        if (text.startsWith("[")) {
            text = unbracketed(text);
        }
        if (text.length() > MOST) {
            throw fault("it is longer than any address");
        }
        return text.indexOf(':') < 0 ? four(text) : six(text);
    }

    private static String unbracketed(String text) {
        var end = text.indexOf(']');
        if (end < 0) {
            throw fault("the bracket is not closed");
        }
        if (end + 1 < text.length()) {
            throw fault("there is something behind the bracket: an address has no port");
        }
        return text.substring(1, end);
    }

    private static IpAddress four(String text) {
        return new IpAddress(true, 0, octets(text));
    }

    private static long octets(String text) {
        var octets = text.split("\\.", -1);
        if (octets.length != 4) {
            throw fault(NUMBERS.matcher(text).matches()
                    ? "an IPv4 address is written as four numbers: 192.0.2.1"
                    : "it is neither an IPv4 nor an IPv6 address");
        }
        var value = 0L;
        for (var octet : octets) {
            if (octet.length() > 1 && octet.startsWith("0")) {
                throw fault("numbers that begin with 0 are octal or hexadecimal to some: write them without");
            }
            if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
                throw fault("each of the four numbers is 0 to 255");
            }
            value = value << 8 | Integer.parseInt(octet);
        }
        return value;
    }

    private static IpAddress six(String text) {
        var gap = text.indexOf("::");
        if (gap < 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            throw fault("an IPv4 address has no port, and an IPv6 address has more colons");
        }
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            throw fault("there may be one :: in an IPv6 address");
        }
        var front = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        var back = gap < 0 ? List.<Integer>of() : groups(text.substring(gap + 2), true);
        var there = front.size() + back.size();
        if (gap < 0 ? there != GROUPS : there >= GROUPS) {
            throw fault("an IPv6 address has eight groups, of which :: stands for one or more");
        }
        var bytes = ByteBuffer.allocate(16);
        front.forEach(group -> bytes.putShort((short) (int) group));
        bytes.position(16 - 2 * back.size());
        back.forEach(group -> bytes.putShort((short) (int) group));
        var address = IpAddress.of(bytes.array());
        if (isCompatible(address, text)) {
            throw fault(
                    "an IPv6 address that is made of an IPv4 address in this way means nothing any more (RFC 4291): write the IPv4 address");
        }
        return address;
    }

    /** However it is spelled, since PostgreSQL spells it with dots. Without them {@code ::} and {@code ::1} are something else. */
    private static boolean isCompatible(IpAddress address, String text) {
        return address.high() == 0 && address.low() >>> 32 == 0 && (address.low() > 1 || text.indexOf('.') >= 0);
    }

    private static List<Integer> groups(String text, boolean isEnd) {
        var groups = new ArrayList<Integer>();
        if (text.isEmpty()) {
            return groups;
        }
        var parts = text.split(":", -1);
        for (var place = 0; place < parts.length; place++) {
            var part = parts[place];
            if (isEnd && place == parts.length - 1 && part.indexOf('.') >= 0) {
                var four = octets(part);
                groups.add((int) (four >>> 16));
                groups.add((int) (four & 0xffff));
            } else if (GROUP.matcher(part).matches()) {
                groups.add(Integer.parseInt(part, 16));
            } else {
                throw fault("a group of an IPv6 address has one to four hexadecimal digits");
            }
        }
        return groups;
    }

    /** With the longest run of zeros left out, the first of them (RFC 5952). */
    static String compressed(int[] groups) {
        var gap = -1;
        var longest = 1;
        for (var start = 0; start < GROUPS; start++) {
            var end = start;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - start > longest) {
                gap = start;
                longest = end - start;
            }
        }
        var text = new StringBuilder();
        for (var place = 0; place < GROUPS; place++) {
            if (place == gap) {
                text.append("::");
                place += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[place]));
            }
        }
        return text.toString();
    }

    static IllegalArgumentException fault(String reason) {
        return new IllegalArgumentException(reason);
    }
}
