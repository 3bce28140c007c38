package dev.tenantry.shared.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The symmetric scheme of Standard Webhooks: {@code v1,<base64 of HMAC-SHA256 over id.timestamp.body>}. */
public final class WebhookSignature {

    private static final String SECRET_PREFIX = "whsec_";

    private WebhookSignature() {}

    /** A secret as receivers know it, {@code whsec_…}. @param key 24 to 64 bytes that nobody can guess */
    public static String secret(byte[] key) {
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /**
     * The headers by which a receiver knows the message for ours.
     *
     * @param secrets   the current one first; during a rotation the one before as well
     * @param id        the same however often the message is sent
     * @param timestamp of this attempt
     */
    public static Map<String, String> headers(List<String> secrets, String id, Instant timestamp, String body) {
        var seconds = timestamp.getEpochSecond();
        return Map.of("webhook-id", id, "webhook-timestamp", Long.toString(seconds), "webhook-signature",
                sign(secrets, id, seconds, body));
    }

    static String sign(List<String> secrets, String id, long timestamp, String body) {
        return secrets.stream().map(secret -> sign(secret, id, timestamp, body)).collect(Collectors.joining(" "));
    }

    private static String sign(String secret, String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())),
                    "HmacSHA256"));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
