package dev.tenantry.audit.verify;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key that heads are verified by, as RFC 7517 has it. Its id is its thumbprint (RFC 7638), so that it cannot be another's. */
public record HeadKey(
        String kty,
        String crv,
        String alg,
        String use,
        String kid,
        String x,
        String y,
        @JsonProperty("key_ops") List<String> keyOps) {

    private static final int COORDINATE_BYTES = 32;

    public static HeadKey of(ECPublicKey key) {
        var x = coordinate(key.getW().getAffineX());
        var y = coordinate(key.getW().getAffineY());
        return new HeadKey("EC", "P-256", "ES256", "sig", thumbprint(x, y), x, y, List.of("verify"));
    }

    /** Empty where it is no key that a head could be verified by. */
    static Optional<HeadKey> read(JsonNode key) {
        try {
            var read = JsonMapper.shared().treeToValue(key, HeadKey.class);
            return Optional.of(read).filter(HeadKey::isUsable);
        } catch (JacksonException | IllegalArgumentException | NullPointerException _) {
            return Optional.empty();
        }
    }

    public static String thumbprint(String x, String y) {
        return base64(Hash.of(CanonicalJson.of(Map.of("crv", "P-256", "kty", "EC", "x", x, "y", y))));
    }

    private boolean isUsable() {
        try {
            Signature.getInstance("SHA256withECDSAinP1363Format").initVerify(publicKey());
            return kty.equals("EC") && crv.equals("P-256") && kid.equals(thumbprint(x, y));
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** Whether it has signed the text. */
    boolean verifies(String text, String signature) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(publicKey());
            verifier.update(text.getBytes(StandardCharsets.US_ASCII));
            return kid.equals(thumbprint(x, y)) && verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var decoder = Base64.getUrlDecoder();
        var point = new ECPoint(new BigInteger(1, decoder.decode(x)), new BigInteger(1, decoder.decode(y)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    /** 32 bytes, whatever the number's own length. */
    private static String coordinate(BigInteger number) {
        var fixed = new byte[COORDINATE_BYTES];
        var bytes = number.toByteArray();
        var length = Math.min(bytes.length, fixed.length);
        System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
