package dev.tenantry.audit.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of octets one after the other. */
public final class Hash {

    public static final int BYTES = 32;

    private Hash() {}

    public static byte[] of(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What stands before the first. */
    public static byte[] zeros() {
        return new byte[BYTES];
    }

    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** @throws IllegalArgumentException where it is none */
    public static byte[] parse(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
