package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

/**
 * How messages show whose they are, and what is kept of their headers.
 *
 * @param signature       the header that has it
 * @param prefix          what stands in front of it there
 * @param isBase64        whether it is written so, and not in hexadecimal digits
 * @param timestamp       the header that has the seconds since 1970, which are signed in front of the body, then a point; null: the
 *                        body is signed alone
 * @param window          how far from now a timestamp may be
 * @param id              the header by which a message is known again; null: its body is
 * @param kept            headers that are kept besides, in lower case
 */
record Verification(
        Scheme scheme,
        String signature,
        String prefix,
        boolean isBase64,
        @Nullable String timestamp,
        Duration window,
        @Nullable String id,
        Set<String> kept) {

    static final String STRIPE = "{\"verification\":\"stripe\"}";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String SECRET_PREFIX = "whsec_";

    /** What a signature is made of. */
    enum Scheme {
        /** Standard Webhooks. */
        STANDARD,
        /** HMAC-SHA-256, as many services have it. */
        HMAC,
        /** Stripe's. */
        STRIPE
    }

    /** Reads what a workflow's trigger states, or {@link #STRIPE}. */
    static Verification read(JsonNode trigger) {
        var scheme = Scheme.valueOf(trigger.path("verification").asString().toUpperCase(Locale.ROOT));
        var window = trigger.has("replayWindow") ? Duration.parse(trigger.path("replayWindow").asString()) : WINDOW;
        var kept = trigger.path("headers")
                .valueStream()
                .map(name -> name.asString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return switch (scheme) {
            case STANDARD -> new Verification(scheme, "webhook-signature", "v1,", true, "webhook-timestamp", window,
                    "webhook-id", kept);
            case STRIPE -> new Verification(scheme, "stripe-signature", "", false, null, window, null, kept);
            case HMAC -> new Verification(scheme, trigger.path("signatureHeader").asString("X-Signature"),
                    trigger.path("signaturePrefix").asString(""),
                    trigger.path("signatureEncoding").asString("hex").equals("base64"),
                    trigger.path("timestampHeader").asString(null), window, trigger.path("idHeader").asString(null),
                    kept);
        };
    }

    /** Whether the message was signed with one of the secrets, not long ago. Takes the same time however much is right. */
    boolean holds(List<Secret> secrets, Message message, Instant now) {
        var sent = message.header(signature);
        if (sent == null) {
            return false;
        }
        return switch (scheme) {
            case STANDARD -> {
                var given = Signatures.of(List.of(sent.split(" ")), prefix, isBase64);
                yield isRecent(message.header(timestamp), now)
                        && given.isOneOf(secrets.stream().map(Verification::standardKey).toList(),
                                message.header(id) + "." + message.header(timestamp) + ".", message.body());
            }
            case STRIPE -> {
                var parts = List.of(sent.split(","));
                var time = parts.stream()
                        .filter(part -> part.startsWith("t="))
                        .findFirst()
                        .map(part -> part.substring(2))
                        .orElse(null);
                yield isRecent(time, now)
                        && Signatures.of(parts, "v1=", false).isOneOf(keys(secrets), time + ".", message.body());
            }
            case HMAC -> {
                var time = message.header(timestamp);
                yield (timestamp == null || isRecent(time, now)) && Signatures.of(List.of(sent), prefix, isBase64)
                        .isOneOf(keys(secrets), timestamp == null ? "" : time + ".", message.body());
            }
        };
    }

    /** Why this cannot be a secret; null where it can. */
    @Nullable
    String fault(Secret stated) {
        if (scheme != Scheme.STANDARD) {
            return stated.value().length() < 16 ? "a secret has 16 characters at least" : null;
        }
        var length = standardKey(stated).length;
        return stated.value().startsWith(SECRET_PREFIX) && length >= 24 && length <= 64
                ? null
                : "a secret of Standard Webhooks is whsec_ and the base64 of 24 to 64 bytes";
    }

    private boolean isRecent(@Nullable String time, Instant now) {
        return time != null && time.matches("\\d{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(window) <= 0;
    }

    private static List<byte[]> keys(List<Secret> secrets) {
        return secrets.stream().map(secret -> secret.value().getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Empty where it is none. */
    private static byte[] standardKey(Secret secret) {
        try {
            return Base64.getDecoder()
                    .decode(secret.value().startsWith(SECRET_PREFIX)
                            ? secret.value().substring(SECRET_PREFIX.length())
                            : "");
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /** The signatures that a message came with. */
    private record Signatures(List<byte[]> all) {

        /** As they are written; what is none is left out. */
        static Signatures of(List<String> written, String prefix, boolean isBase64) {
            return new Signatures(written.stream()
                    .filter(one -> one.startsWith(prefix))
                    .map(one -> bytes(one.substring(prefix.length()).strip(), isBase64))
                    .toList());
        }

        boolean isOneOf(List<byte[]> keys, String before, byte[] body) {
            var signed = join(before.getBytes(StandardCharsets.UTF_8), body);
            var found = false;
            for (var key : keys) {
                if (key.length > 0) {
                    var expected = Digests.hmac(key, signed);
                    for (var one : all) {
                        found |= java.security.MessageDigest.isEqual(expected, one);
                    }
                }
            }
            return found;
        }

        private static byte[] join(byte[] before, byte[] body) {
            return java.nio.ByteBuffer.allocate(before.length + body.length).put(before).put(body).array();
        }

        private static byte[] bytes(String written, boolean isBase64) {
            try {
                return isBase64 ? Base64.getDecoder().decode(written) : HexFormat.of().parseHex(written);
            } catch (IllegalArgumentException _) {
                return new byte[0];
            }
        }
    }
}
