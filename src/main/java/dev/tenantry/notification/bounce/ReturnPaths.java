package dev.tenantry.notification.bounce;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.MailReturns.Returned;
import dev.tenantry.shared.database.MasterSecret;

/**
 * Addresses that are made for one mail: where servers return it, {@code b+…}, and where it is answered, {@code r+…}. What follows says which
 * mail it is and is signed, in digits of either case, since servers change that; there is room for no more in 64 characters.
 */
@Component
@EnableConfigurationProperties(ReturnSettings.class)
public class ReturnPaths {

    private static final String RETURN = "b+";
    private static final String ANSWER = "r+";
    private static final int RADIX = 32;
    private static final int SIGNATURE_BYTES = 6;
    private static final int SIGNED_BYTES = 32;
    private static final int BYTES = SIGNED_BYTES + SIGNATURE_BYTES;
    private static final int LONGEST = 64;

    private final byte[] key;
    private final @Nullable String domain;

    ReturnPaths(MasterSecret secret, ReturnSettings settings) {
        key = secret.derive("return paths");
        var stated = settings.domain() == null ? "" : settings.domain().strip();
        domain = stated.isEmpty() ? null : stated.toLowerCase(Locale.ROOT);
    }

    /** Where a mail is returned; null where nothing is configured to take it. */
    public @Nullable String of(UUID organization, UUID mail) {
        return address(RETURN, organization, mail);
    }

    /** Where a mail is answered; likewise. */
    @Nullable
    String answersTo(UUID organization, UUID mail) {
        return address(ANSWER, organization, mail);
    }

    private @Nullable String address(String kind, UUID organization, UUID mail) {
        if (domain == null) {
            return null;
        }
        var signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(organization.getMostSignificantBits())
                .putLong(organization.getLeastSignificantBits())
                .putLong(mail.getMostSignificantBits())
                .putLong(mail.getLeastSignificantBits())
                .array();
        var whole = ByteBuffer.allocate(BYTES).put(signed).put(signature(kind, signed)).array();
        return kind + new BigInteger(1, whole).toString(RADIX) + "@" + domain;
    }

    /** Of a whole address; empty where it is none of ours. */
    Optional<Returned> ofAddress(String address) {
        var at = address.lastIndexOf('@');
        return domain != null && at > 0 && address.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain)
                ? open(address.substring(0, at))
                : Optional.empty();
    }

    /** Of what stands before the @; empty where it is none of ours. */
    Optional<Returned> open(String local) {
        var kind = kind(local);
        if (kind == null || local.length() > LONGEST) {
            return Optional.empty();
        }
        var whole = bytes(local.substring(kind.length()));
        if (whole.length != BYTES) {
            return Optional.empty();
        }
        var signed = Arrays.copyOf(whole, SIGNED_BYTES);
        var stated = Arrays.copyOfRange(whole, SIGNED_BYTES, BYTES);
        var read = ByteBuffer.wrap(signed);
        return MessageDigest.isEqual(stated, signature(kind, signed))
                ? Optional.of(new Returned(new UUID(read.getLong(), read.getLong()),
                        new UUID(read.getLong(), read.getLong()), kind.equals(ANSWER)))
                : Optional.empty();
    }

    private static @Nullable String kind(String local) {
        return List.of(RETURN, ANSWER)
                .stream()
                .filter(kind -> local.regionMatches(true, 0, kind, 0, kind.length()))
                .findFirst()
                .orElse(null);
    }

    /** Of as many bytes as there are to be, or of none. */
    private static byte[] bytes(String digits) {
        try {
            var read = new BigInteger(digits, RADIX).toByteArray();
            var from = read.length > BYTES && read[0] == 0 ? 1 : 0;
            var length = read.length - from;
            if (length > BYTES || digits.startsWith("-") || digits.startsWith("+")) {
                return new byte[0];
            }
            var whole = new byte[BYTES];
            System.arraycopy(read, from, whole, BYTES - length, length);
            return whole;
        } catch (NumberFormatException _) {
            return new byte[0];
        }
    }

    private byte[] signature(String kind, byte[] signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(kind.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
