package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages signed as those who invented it have written down, GitHub's and Standard Webhooks' own examples among them. */
class VerificationTests {

    private static final Instant NOW = Instant.ofEpochSecond(1614265330);

    @ParameterizedTest(name = "{0}, {3}: {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | | true",
        "{'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | | false",
        "{'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | another                    | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | | false",
        "{'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, world! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | | false",
        "{'verification':'hmac','signatureEncoding':'base64'} | It's a Secret to Everybody | Hello, World! | x-signature: dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc= | | true",
        "{'verification':'hmac'} | It's a Secret to Everybody | Hello, World! | x-signature: nothing | | false",
        "{'verification':'hmac'} | It's a Secret to Everybody | Hello, World! | x-other: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | | false",
        "{'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED | x-time: 1614265031 | true",
        "{'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED | x-time: 1614265029 | false",
        "{'verification':'hmac','timestampHeader':'X-Time','replayWindow':'PT6M'} | k | body | x-signature: SIGNED | x-time: 1614265029 | true",
        "{'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED | x-time: 1614265631 | false",
        "{'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED | | false",
        "{'verification':'standard'} | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | {'test': 2432232314} | webhook-signature: v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | webhook-timestamp: 1614265330 | true",
        "{'verification':'standard'} | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | {'test': 2432232314} | webhook-signature: v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | webhook-timestamp: 1614265330 | false",
        "{'verification':'standard'} | none                                   | {'test': 2432232314} | webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | webhook-timestamp: 1614265330 | false",
        "{'verification':'stripe'}   | k | body | stripe-signature: t=1614265329,v1=00,v1=SIGNED,v0=00 | x-time: 1614265329 | true",
        "{'verification':'stripe'}   | k | body | stripe-signature: t=1614265029,v1=SIGNED | x-time: 1614265029 | false",
        "{'verification':'stripe'}   | k | body | stripe-signature: v1=SIGNED | | false"})
    void takesWhatTheSecretSignedNotLongAgo(String trigger, String secret, String body, String signature, String time,
            boolean isTaken) {
        var verification = Verification.read(new JsonMapper().readTree(trigger.replace('\'', '"')));
        var text = body.replace('\'', '"');
        var at = time == null ? "" : time.split(": ")[1];
        var signed = HexFormat.of().formatHex(Digests.hmac(secret.getBytes(StandardCharsets.UTF_8), at + "." + text));
        var headers = new java.util.HashMap<>(Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"));
        for (var header : List.of(signature.replace("SIGNED", signed), time == null ? "x-none: 1" : time)) {
            headers.put(header.split(": ")[0], header.split(": ")[1]);
        }

        var message = new Message(headers, text.getBytes(StandardCharsets.UTF_8));

        assertThat(verification.holds(List.of(new Secret("of before that no longer signs"), new Secret(secret)),
                message, NOW)).isEqualTo(isTaken);
        assertThat(verification.holds(List.of(), message, NOW)).isFalse();
    }
}
