package dev.tenantry.audit.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a log was at a size, signed: a JWS in its compact form (RFC 7515, ES256).
 *
 * @param keyId     by which it was signed
 * @param root      of the tree, 64 hexadecimal digits
 * @param chain     the end of the hash chain, likewise
 * @param statement the JWS
 */
public record SignedHead(
        String keyId,
        String organizationId,
        long size,
        String root,
        String chain,
        Instant time,
        String statement) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param key of this id */
    public static String sign(String organizationId, long size, String root, String chain, Instant time, String keyId,
            PrivateKey key) {
        var payload = new TreeMap<String, Object>(
                Map.of("organizationId", organizationId, "size", size, "root", root, "chain", chain, "time",
                        time.toString()));
        var signed = encoded(JSON.writeValueAsBytes(new TreeMap<>(Map.of("alg", "ES256", "kid", keyId)))) + "."
                + encoded(JSON.writeValueAsBytes(payload));
        try {
            var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key);
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException where it is none */
    public static SignedHead parse(String statement) {
        var parts = statement.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a head is a JWS of three parts");
        }
        try {
            var header = decoded(parts[0]);
            var payload = decoded(parts[1]);
            if (!header.path("alg").asString().equals("ES256")) {
                throw new IllegalArgumentException("a head is signed by ES256");
            }
            return new SignedHead(header.get("kid").asString(), payload.get("organizationId").asString(),
                    payload.get("size").longValue(),
                    payload.get("root").asString(), payload.get("chain").asString(),
                    Instant.parse(payload.get("time").asString()),
                    statement);
        } catch (JacksonException | NullPointerException | DateTimeException failure) {
            throw new IllegalArgumentException("a head names its key, organization, size, root, chain and time",
                    failure);
        }
    }

    /** @param key of the id that it names; null where it is not known */
    public boolean isSignedBy(@Nullable HeadKey key) {
        var end = statement.lastIndexOf('.');
        return key != null && key.kid().equals(keyId)
                && key.verifies(statement.substring(0, end), statement.substring(end + 1));
    }

    private static JsonNode decoded(String part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
