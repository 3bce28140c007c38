package dev.tenantry.shared.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An IP address. One that stands for an IPv4 address is that one, however it is spelled: mapped ({@code ::ffff:192.0.2.1}, RFC 4291), translated
 * ({@code ::ffff:0:192.0.2.1}, RFC 2765) or by the prefix of NAT64 ({@code 64:ff9b::192.0.2.1}, RFC 6052), by which servers behind translators
 * see their IPv4 clients.
 *
 * @param high the first 64 bits of an IPv6 address; 0 of an IPv4 address
 * @param low  the last 64 bits of an IPv6 address; all of an IPv4 address
 */
public record IpAddress(boolean isV4, long high, long low) {

    private static final long MASK_4 = 0xffff_ffffL;
    private static final long MAPPED = 0xffffL;
    private static final long TRANSLATED = 0xffff_0000L;
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long SIX_TO_FOUR = 0x2002;
    private static final long TEREDO = 0x2001_0000L;
    /** What browsers, and others who resolve names, read as a number rather than as a name. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    /** @throws IllegalArgumentException with the reason, where the text is no address or might mean another one to somebody else */
    public static IpAddress parse(String text) {
        return AddressText.read(text).unwrapped();
    }

    /**
     * As the host of a URL, or of a connection.
     *
     * @return null where it is a name
     * @throws IllegalArgumentException with the reason, where it is none and some would read an address in it
     */
    public static @Nullable IpAddress ofHost(String host) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var isAddress = host.indexOf(':') >= 0 || host.startsWith("[")
                || isNumber(name.substring(name.lastIndexOf('.') + 1));
        return isAddress ? parse(host) : null;
    }

    /** Whether what ends so is read as an address, if as anything. */
    public static boolean isNumber(String lastLabel) {
        return NUMBER.matcher(lastLabel).matches();
    }

    /** As it is: of one that stands for an IPv4 address, Java has made that only where it is mapped. */
    public static IpAddress exactly(InetAddress address) {
        return of(address.getAddress());
    }

    static IpAddress of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? new IpAddress(true, 0, buffer.getInt() & MASK_4)
                : new IpAddress(false, buffer.getLong(), buffer.getLong());
    }

    /** How many bits it has. */
    public int bits() {
        return isV4 ? 32 : 128;
    }

    public InetAddress inet() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Canonical: RFC 5952. */
    @Override
    public String toString() {
        return isV4
                ? (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff)
                : AddressText.compressed(groups());
    }

    /**
     * Where packets to it are carried by IPv4, as it says itself: of 6to4 (RFC 3056) the router's address, of Teredo (RFC 4380) that of the client's network. Who
     * has a connection from there is there. Of any other it is the address.
     */
    public IpAddress carrier() {
        if (!isV4 && high >>> 48 == SIX_TO_FOUR) {
            return new IpAddress(true, 0, high >>> 16 & MASK_4);
        }
        return !isV4 && high >>> 32 == TEREDO ? new IpAddress(true, 0, ~low & MASK_4) : this;
    }

    /**
     * Whether it means another host in each network that has it, or none: private, shared (RFC 6598), of one link or one host, multicast, reserved. Nobody
     * knows where such a one is, whatever somebody lists it as.
     */
    public boolean isLocal() {
        return LocalAddresses.contain(this);
    }

    IpAddress unwrapped() {
        var isWrapped = !isV4
                && (high == 0 && (low >>> 32 == MAPPED || low >>> 32 == TRANSLATED)
                        || high == NAT64 && low >>> 32 == 0);
        return isWrapped ? new IpAddress(true, 0, low & MASK_4) : this;
    }

    /** The first address of the network of so many bits. */
    IpAddress masked(int length) {
        return isV4
                ? new IpAddress(true, 0, low & mask(length + 32) & MASK_4)
                : new IpAddress(false, high & mask(length), low & mask(length - 64));
    }

    /** The last address of the network of so many bits. */
    IpAddress filled(int length) {
        return isV4
                ? new IpAddress(true, 0, (low | ~mask(length + 32)) & MASK_4)
                : new IpAddress(false, high | ~mask(length), low | ~mask(length - 64));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    }

    private byte[] bytes() {
        var all = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        return isV4 ? Arrays.copyOfRange(all, 12, 16) : all;
    }

    private int[] groups() {
        var groups = new int[8];
        for (var place = 0; place < 8; place++) {
            groups[place] = (int) ((place < 4 ? high : low) >>> 48 - 16 * (place % 4) & 0xffff);
        }
        return groups;
    }
}
