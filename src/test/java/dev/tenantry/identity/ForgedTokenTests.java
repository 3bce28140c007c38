package dev.tenantry.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Combines what attackers do to headers, claims and signatures. */
class ForgedTokenTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private byte[] publicKey = new byte[0];

    @Test
    void areAllRefused() throws GeneralSecurityException {
        var person = people.signUp();
        var genuine = person.accessToken();
        person.api().get("/api/v1/profile").expect(200);
        publicKey = api.get("/.well-known/jwks.json").json().at("/keys/0").toString().getBytes(StandardCharsets.UTF_8);
        var forged = new ArrayList<String>();
        for (var header : headers(genuine)) {
            for (var claims : claims(genuine)) {
                forged.addAll(signed(header, claims, genuine));
            }
        }
        forged.addAll(mangled(genuine));
        forged.remove(genuine);

        assertThat(forged.size()).isGreaterThan(2000);
        for (var token : forged) {
            var answer = api.bearer(token).get("/api/v1/profile");
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.at("/code")).isEqualTo("unauthenticated");
        }
        person.api().get("/api/v1/profile").expect(200);
    }

    @Test
    void areRefusedInTheFormatOfTheAuthClientToo() {
        var answer = api.bearer("a.b.c").get("/auth/v1/user").expect(403);

        assertThat(answer.at("/error_code")).isEqualTo("bad_jwt");
        assertThat(api.get("/auth/v1/user").expect(401).at("/error_code")).isEqualTo("no_authorization");
    }

    private List<ObjectNode> headers(String genuine) {
        var headers = new ArrayList<ObjectNode>();
        var original = (ObjectNode) Tokens.header(genuine);
        headers.add(original);
        for (var algorithm : List.of("none", "None", "NONE", "HS256", "HS384", "HS512", "RS256", "PS256", "ES384",
                "ES512", "EdDSA", "es256", "")) {
            headers.add(original.deepCopy().put("alg", algorithm));
        }
        for (var id : List.of("", "../../../dev/null", "' or 1=1 --", "/etc/passwd", UUID.randomUUID().toString(),
                original.at("/kid").asString() + "'")) {
            headers.add(original.deepCopy().put("kid", id));
        }
        for (var parameter : List.of("jku", "x5u")) {
            headers.add(original.deepCopy().put(parameter, "http://localhost:" + port() + "/.well-known/jwks.json"));
        }
        headers.add(original.deepCopy().set("jwk", JSON.createObjectNode().put("kty", "oct").put("k", "AA")));
        headers.add(original.deepCopy().set("x5c", JSON.createArrayNode().add("AA")));
        headers.add(original.deepCopy().set("crit", JSON.createArrayNode().add("exp")));
        headers.add(original.deepCopy().put("zip", "DEF"));
        headers.add(original.deepCopy().put("b64", false));
        headers.add(original.deepCopy().put("typ", "JWE"));
        headers.add(original.deepCopy().without("kid"));
        headers.add(original.deepCopy().without("alg"));
        headers.add(original.deepCopy().without("typ"));
        return headers;
    }

    private List<ObjectNode> claims(String genuine) {
        var original = (ObjectNode) Tokens.claims(genuine);
        var now = Instant.now().getEpochSecond();
        return List.of(original, original.deepCopy().put("exp", now - 1), original.deepCopy().put("exp", now + 999_999),
                original.deepCopy().put("nbf", now + 3600), original.deepCopy().put("iss", "https://evil.test"),
                original.deepCopy().put("aud", "anon"), original.deepCopy().put("role", "service_role"),
                original.deepCopy().put("sub", UUID.randomUUID().toString()),
                original.deepCopy().put("org_id", UUID.randomUUID().toString()), original.deepCopy().without("exp"),
                original.deepCopy().without("session_id"));
    }

    /** The same header and claims under every signature that an attacker can make. */
    private List<String> signed(ObjectNode header, ObjectNode claims, String genuine) throws GeneralSecurityException {
        var unsigned = encode(JSON.writeValueAsBytes(header)) + "." + encode(JSON.writeValueAsBytes(claims));
        var nothing = new byte[0];
        var zeros = new byte[64];
        var copied = Base64.getUrlDecoder().decode(genuine.split("\\.")[2]);
        var keyAsSecret = hmac(unsigned, publicKey);
        return List.of(nothing, zeros, copied, ecdsa(unsigned), keyAsSecret, hmac(unsigned, new byte[1]))
                .stream()
                .map(signature -> unsigned + "." + encode(signature))
                .filter(token -> !token.equals(genuine))
                .toList();
    }

    private List<String> mangled(String genuine) {
        var parts = genuine.split("\\.");
        var mangled = new ArrayList<>(List.of("", ".", "..", "...", "null", "undefined", parts[0],
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".", genuine + ".", genuine + "." + parts[2], genuine + "=", "." + genuine,
                parts[0] + "." + parts[1] + "." + parts[2] + ".x.y", parts[1] + "." + parts[0] + "." + parts[2],
                "x".repeat(25_000), genuine.replace('.', ' '), genuine + "%00"));
        for (var length = 1; length < genuine.length(); length += 7) {
            mangled.add(genuine.substring(0, length));
        }
        for (var index = 0; index < genuine.length(); index += 5) {
            var letter = genuine.charAt(index) == 'A' ? 'B' : 'A';
            mangled.add(genuine.substring(0, index) + letter + genuine.substring(index + 1));
        }
        // The last letter of 64 bytes carries four bits that mean nothing.
        for (var letter : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            mangled.add(genuine.substring(0, genuine.length() - 1) + letter);
        }
        mangled.removeIf(genuine::equals);
        return mangled;
    }

    private static byte[] ecdsa(String text) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(OwnKey.PAIR.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static byte[] hmac(String text, byte[] key) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static final class OwnKey {

        static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
