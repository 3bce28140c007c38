package dev.tenantry.identity.token;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;

@RestController
class JwksController {

    private final SigningKeys keys;

    JwksController(SigningKeys keys) {
        this.keys = keys;
    }

    @GetMapping({"/.well-known/jwks.json", "/auth/v1/.well-known/jwks.json"})
    @Anonymous("whoever receives a token must be able to verify it")
    ResponseEntity<KeySet> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(SigningKeys.PUBLICATION).cachePublic())
                .body(new KeySet(keys.published().stream().map(JwksController::key).toList()));
    }

    private static Key key(SigningKey key) {
        var point = key.publicKey().getW();
        return new Key("EC", "P-256", "ES256", "sig", key.id(), coordinate(point.getAffineX()),
                coordinate(point.getAffineY()), List.of("verify"));
    }

    /** 32 bytes, whatever the number's own length. */
    private static String coordinate(BigInteger number) {
        var bytes = number.toByteArray();
        var fixed = new byte[32];
        var length = Math.min(bytes.length, fixed.length);
        System.arraycopy(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length), 0, fixed,
                fixed.length - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    /** RFC 7517. */
    record KeySet(List<Key> keys) {}

    @SuppressWarnings("MemberName")
    record Key(
            String kty,
            String crv,
            String alg,
            String use,
            String kid,
            String x,
            String y,
            @com.fasterxml.jackson.annotation.JsonProperty("key_ops") List<String> keyOps) {}
}
