package dev.tenantry.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.json.JsonMapper;

/** A generator of codes as people have it on their phones, written apart from the application's own. */
public final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] secret;

    private Authenticator(byte[] secret) {
        this.secret = secret;
    }

    /**
     * Somebody's factor.
     *
     * @param person what the person is after its first use, with aal2
     */
    public record Enrolled(Authenticator codes, String factorId, Person person) {}

    /** @param secret in Base32 */
    public static Authenticator of(String secret) {
        var bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
        var buffer = 0L;
        var bits = 0;
        for (var letter : secret.toCharArray()) {
            buffer = buffer << 5 | ALPHABET.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return new Authenticator(bytes.array());
    }

    /** Enrols a factor and uses its present code; the next one is good already, and for more than a period. */
    public static Enrolled enrol(Api api, Person person) {
        var enrolled = person.api().post("/auth/v1/factors", """
                {"factor_type": "totp", "friendly_name": "phone"}""").expect(200);
        var codes = of(enrolled.at("/totp/secret"));
        var answer = verify(person.api(), enrolled.id(), codes.code(0)).expect(200);
        return new Enrolled(codes, enrolled.id(), raised(api, person, answer));
    }

    /** The person with the tokens of an answer. */
    public static Person raised(Api api, Person person, Answer answer) {
        return new Person(api.bearer(answer.at("/access_token")), person.userId(), person.organizationId(),
                person.email(), person.password(), answer.at("/access_token"), answer.at("/refresh_token"));
    }

    public static Answer challenge(Api api, String factor) {
        return api.post("/auth/v1/factors/" + factor + "/challenge", "{}");
    }

    public static Answer verify(Api api, String factor, String code) {
        return verify(api, factor, challenge(api, factor).expect(200).id(), code);
    }

    public static Answer verify(Api api, String factor, String challenge, String code) {
        return api.post("/auth/v1/factors/" + factor + "/verify", JSON.writeValueAsString(
                Map.of("challenge_id", challenge, "code", code)));
    }

    /** A code of no period near now. */
    public String wrongCode() {
        var right = IntStream.rangeClosed(-3, 3).mapToObj(this::code).toList();
        return IntStream.range(100_000, 200_000)
                .mapToObj(Integer::toString)
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    /** The code of a period near now. */
    public String code(int off) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var step = Instant.now().getEpochSecond() / 30 + off;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
