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

    private static final String SLACK = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
            + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
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
        var verification = verifications().read(trigger.replace('\'', '"'));
        var text = body.replace('\'', '"');
        var at = time == null ? "" : time.split(": ")[1];
        var signed = HexFormat.of().formatHex(Digests.hmac(secret.getBytes(StandardCharsets.UTF_8), at + "." + text));
        var headers = new java.util.HashMap<>(Map.of("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"));
        for (var header : List.of(signature.replace("SIGNED", signed), time == null ? "x-none: 1" : time)) {
            headers.put(header.split(": ")[0], header.split(": ")[1]);
        }

        var message = new Message(headers, text.getBytes(StandardCharsets.UTF_8), "http://localhost/hooks/x");

        assertThat(verification.holds(List.of(new Secret("of before that no longer signs"), new Secret(secret)),
                message, NOW)).isEqualTo(isTaken);
        assertThat(verification.holds(List.of(), message, NOW)).isFalse();
    }

    /** Slack's and Twilio's own examples, GitHub's above; the others made with OpenSSL. */
    @ParameterizedTest(name = "{0}: {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "github | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | true",
        "github | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | false",
        "slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, x-slack-request-timestamp: 1531420618 | http://x | true",
        "slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, x-slack-request-timestamp: 1531420619 | http://x | false",
        "slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503 | http://x | false",
        "shopify | hush_of_the_shop_1 | {'id':820982911946154508} | x-shopify-hmac-sha256: YAWpM7dvMPsx/Tb36dhAqe+AKoapDUq+TsdLcaJPOcg= | http://x | true",
        "shopify | hush_of_the_shop_2 | {'id':820982911946154508} | x-shopify-hmac-sha256: YAWpM7dvMPsx/Tb36dhAqe+AKoapDUq+TsdLcaJPOcg= | http://x | false",
        "twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded; charset=UTF-8 | https://mycompany.com/myapp.php?foo=1&bar=2 | true",
        "twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1235&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded | https://mycompany.com/myapp.php?foo=1&bar=2 | false",
        "twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded | https://mycompany.com/myapp.php?foo=1 | false",
        "twilio | 12345 | {'property': 'value', 'boolean': true} | x-twilio-signature: a9nBmqA0ju/hNViExpshrM61xv4=, content-type: application/json | https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | true",
        "twilio | 12345 | {'property': 'value', 'boolean': false} | x-twilio-signature: a9nBmqA0ju/hNViExpshrM61xv4=, content-type: application/json | https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | false",
        "twilio | PSKtest1234567890abcdef | {'event':'call.state'} | x-twilio-signature: dfO9ek8mxyFtn2nMz24plPmPfIY= | https://example.ngrok.io/webhook?bodySHA256=69f3cbfc18e386ef8236cb7008cd5a54b7fed637a8cb3373b5a1591d7f0fd5f4 | true"})
    void takesWhatServicesSign(String name, String secret, String body, String headers, String url, boolean isTaken) {
        var verification = verifications().read("{\"verification\":\"" + name + "\"}");
        var sent = new java.util.HashMap<String, String>();
        for (var header : headers.split(", ")) {
            sent.put(header.split(": ")[0], header.split(": ")[1]);
        }
        var text = body.replace("SLACK", SLACK).replace('\'', '"');
        var message = new Message(sent, text.getBytes(StandardCharsets.UTF_8), url);
        var signed = Instant.ofEpochSecond(1531420618);

        assertThat(verification.holds(List.of(new Secret("of before that no longer signs"), new Secret(secret)),
                message, signed)).isEqualTo(isTaken);
        assertThat(verification.holds(List.of(), message, signed)).isFalse();
        if (name.equals("slack")) {
            assertThat(verification.holds(List.of(new Secret(secret)), message, signed.plusSeconds(301))).isFalse();
        }
    }

    private static Verifications verifications() {
        var json = new JsonMapper();
        return new Verifications(
                List.of(new StandardVerifier(), new HmacVerifier(), new StripeVerifier(), new GitHubVerifier(),
                        new SlackVerifier(), new ShopifyVerifier(), new TwilioVerifier(new Bodies(json))),
                json);
    }
}
