package dev.tenantry.integrations.inbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Digests;

/**
 * What a message shows of whose it is.
 *
 * @param signatures one of which has to be right
 * @param mac        how they are made, such as {@code HmacSHA256}; null: each is the secret itself
 * @param signed     what is signed, in each of the forms that it may have, the usual first
 * @param time       when, in seconds since 1970; null where that is not signed
 */
record Proof(List<byte[]> signatures, @Nullable String mac, List<byte[]> signed, @Nullable String time) {

    /** Of a body, and what is signed in front of it, by HMAC-SHA-256. */
    static Proof of(List<byte[]> signatures, String before, byte[] body, @Nullable String time) {
        var prefix = before.getBytes(StandardCharsets.UTF_8);
        var signed = ByteBuffer.allocate(prefix.length + body.length).put(prefix).put(body).array();
        return new Proof(signatures, Digests.HMAC_SHA256, List.of(signed), time);
    }

    /** That whoever sends this body knows the secret, and says it. */
    static Proof token(String sent, byte[] body) {
        return new Proof(List.of(sent.getBytes(StandardCharsets.UTF_8)), null, List.of(body), null);
    }

    /** Those that stand behind the prefix, in hexadecimal digits; what is none is left out. */
    static List<byte[]> hex(List<String> written, String prefix) {
        return read(written, prefix, HexFormat.of()::parseHex);
    }

    /** Likewise, in Base64. */
    static List<byte[]> base64(List<String> written, String prefix) {
        return read(written, prefix, Base64.getDecoder()::decode);
    }

    private static List<byte[]> read(List<String> written, String prefix, Function<String, byte[]> form) {
        return written.stream().filter(one -> one.startsWith(prefix)).map(one -> {
            try {
                return form.apply(one.substring(prefix.length()).strip());
            } catch (IllegalArgumentException _) {
                return new byte[0];
            }
        }).toList();
    }

    /** Takes the same time however much is right. */
    boolean isBy(List<byte[]> keys) {
        var found = false;
        for (var key : keys) {
            if (key.length > 0) {
                for (var form : signed) {
                    var expected = mac == null ? key : Digests.hmac(mac, key, form);
                    for (var one : signatures) {
                        found |= MessageDigest.isEqual(expected, one);
                    }
                }
            }
        }
        return found;
    }
}
