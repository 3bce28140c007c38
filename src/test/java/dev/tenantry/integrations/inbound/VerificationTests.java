package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.WebhookRefusal;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages signed as those who invented it have written down: GitHub's, Slack's, Twilio's and Standard Webhooks' own examples, and what
 * OpenSSL has signed. {@code SIGNED} is signed here.
 */
@IntegrationTest
@SuppressWarnings("NullAway.Init")
class VerificationTests {

    private static final String SLACK = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
            + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    /** How it is verified | the secret | the body | the headers | the address | when it arrives | whether it is taken. */
    private static final String MESSAGES = """
            {'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1614265330 | true
            {'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1614265330 | false
            {'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | another | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1614265330 | false
            {'verification':'hmac','signatureHeader':'X-Hub-Signature-256','signaturePrefix':'sha256='} | It's a Secret to Everybody | Hello, world! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1614265330 | false
            {'verification':'hmac','signatureEncoding':'base64'} | It's a Secret to Everybody | Hello, World! | x-signature: dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc= | http://x | 1614265330 | true
            hmac | It's a Secret to Everybody | Hello, World! | x-signature: nothing | http://x | 1614265330 | false
            hmac | It's a Secret to Everybody | Hello, World! | x-other: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1614265330 | false
            {'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED, x-time: 1614265031 | http://x | 1614265330 | true
            {'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED, x-time: 1614265029 | http://x | 1614265330 | false
            {'verification':'hmac','timestampHeader':'X-Time','replayWindow':'PT6M'} | k | body | x-signature: SIGNED, x-time: 1614265029 | http://x | 1614265330 | true
            {'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED, x-time: 1614265631 | http://x | 1614265330 | false
            {'verification':'hmac','timestampHeader':'X-Time'} | k | body | x-signature: SIGNED | http://x | 1614265330 | false
            standard | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | {'test': 2432232314} | webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek, webhook-signature: v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=, webhook-timestamp: 1614265330 | http://x | 1614265330 | true
            standard | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | {'test': 2432232314} | webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek, webhook-signature: v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=, webhook-timestamp: 1614265330 | http://x | 1614265330 | false
            standard | none | {'test': 2432232314} | webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek, webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=, webhook-timestamp: 1614265330 | http://x | 1614265330 | false
            stripe | k | body | stripe-signature: t=1614265329,v1=00,v1=SIGNED,v0=00, x-time: 1614265329 | http://x | 1614265330 | true
            stripe | k | body | stripe-signature: t=1614265029,v1=SIGNED, x-time: 1614265029 | http://x | 1614265330 | false
            stripe | k | body | stripe-signature: v1=SIGNED | http://x | 1614265330 | false
            github | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1531420618 | true
            github | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17 | http://x | 1531420618 | false
            slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, x-slack-request-timestamp: 1531420618 | http://x | 1531420618 | true
            slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, x-slack-request-timestamp: 1531420618 | http://x | 1531420919 | false
            slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503, x-slack-request-timestamp: 1531420619 | http://x | 1531420618 | false
            slack | 8f742231b10e8888abcd99yyyzzz85a5 | SLACK | x-slack-signature: v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503 | http://x | 1531420618 | false
            shopify | hush_of_the_shop_1 | {'id':820982911946154508} | x-shopify-hmac-sha256: YAWpM7dvMPsx/Tb36dhAqe+AKoapDUq+TsdLcaJPOcg= | http://x | 1531420618 | true
            shopify | hush_of_the_shop_2 | {'id':820982911946154508} | x-shopify-hmac-sha256: YAWpM7dvMPsx/Tb36dhAqe+AKoapDUq+TsdLcaJPOcg= | http://x | 1531420618 | false
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded; charset=UTF-8 | https://mycompany.com/myapp.php?foo=1&bar=2 | 1531420618 | true
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1235&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded | https://mycompany.com/myapp.php?foo=1&bar=2 | 1531420618 | false
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded | https://mycompany.com/myapp.php?foo=1 | 1531420618 | false
            twilio | 12345 | {'property': 'value', 'boolean': true} | x-twilio-signature: a9nBmqA0ju/hNViExpshrM61xv4=, content-type: application/json | https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | 1531420618 | true
            twilio | 12345 | {'property': 'value', 'boolean': false} | x-twilio-signature: a9nBmqA0ju/hNViExpshrM61xv4=, content-type: application/json | https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620 | 1531420618 | false
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded | https://mycompany.com:443/myapp.php?foo=1&bar=2 | 1531420618 | true
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded, x-forwarded-host: mycompany.com:443,inner, x-forwarded-proto: https,http | http://inner:8080/myapp.php?foo=1&bar=2 | 1531420618 | true
            twilio | 12345 | To=%2B18005551212&From=%2B14158675309&Digits=1234&Caller=%2B14158675309&CallSid=CA1234567890ABCDE | x-twilio-signature: RSOYDt4T1cUTdK1PDd93/VVr8B8=, content-type: application/x-www-form-urlencoded, x-forwarded-host: other.com | https://mycompany.org/myapp.php?foo=1&bar=2 | 1531420618 | false
            {'verification':'token','tokenHeader':'X-Gitlab-Token'} | a token of GitLab's | body | x-gitlab-token: a token of GitLab's | http://x | 1531420618 | true
            {'verification':'token','tokenHeader':'X-Gitlab-Token'} | a token of GitLab's | body | x-gitlab-token: a token of GitLab | http://x | 1531420618 | false
            {'verification':'token','tokenHeader':'X-Gitlab-Token'} | a token of GitLab's | body | x-token: a token of GitLab's | http://x | 1531420618 | false
            twilio | PSKtest1234567890abcdef | {'event':'call.state'} | x-twilio-signature: dfO9ek8mxyFtn2nMz24plPmPfIY= | https://example.ngrok.io/webhook?bodySHA256=69f3cbfc18e386ef8236cb7008cd5a54b7fed637a8cb3373b5a1591d7f0fd5f4 | 1531420618 | true
            """;

    @Autowired
    private Verifications verifications;
    @Autowired
    private List<Verifier> verifiers;
    @Autowired
    private JsonMapper json;

    @ParameterizedTest(name = "{0}, {3}, {5}: {6}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = MESSAGES)
    void areTakenWhereTheSecretSignedThemNotLongAgo(String stated, String secret, String body, String headers,
            String url, long arrival, boolean isTaken) {
        var verification = verifications.read(trigger(stated));
        var text = body.replace("SLACK", SLACK).replace('\'', '"');
        var sent = new HashMap<String, String>();
        for (var header : headers.split(", ")) {
            sent.put(header.split(": ")[0], header.split(": ")[1]);
        }
        var signed = HexFormat.of()
                .formatHex(Digests.hmac(secret.getBytes(StandardCharsets.UTF_8),
                        sent.getOrDefault("x-time", "") + "." + text));
        sent.replaceAll((_, value) -> value.replace("SIGNED", signed));
        var message = new Message(sent, text.getBytes(StandardCharsets.UTF_8), url);
        var at = Instant.ofEpochSecond(arrival);

        assertThat(verification.refusal(List.of(new Secret("of before that no longer signs"), new Secret(secret)),
                message, at) == null).isEqualTo(isTaken);
        assertThat(verification.refusal(List.of(), message, at)).isEqualTo(WebhookRefusal.NO_SECRET);
    }

    /** Whoever has seen one can ask for its address in other words, and write its fields otherwise. */
    @Test
    void ofTwilioAreOneWhereverTheyAreSent() {
        var verification = verifications.read(trigger("twilio"));
        var hash = verification.signedHash(form("https://mycompany.com/hook", "From=1&Body=hi"));

        assertThat(verification.signedHash(form("https://mycompany.com:443/hook", "Body=hi&From=1"))).isEqualTo(hash);
        assertThat(verification.signedHash(form("http://inner:8080/hook", "Bod=yhi&From=1"))).isEqualTo(hash);
        assertThat(verification.signedHash(form("https://mycompany.com/hook", "From=1&Body=bye"))).isNotEqualTo(hash);
    }

    private static Message form(String url, String body) {
        return new Message(Map.of("content-type", "application/x-www-form-urlencoded", "x-twilio-signature", "AAAA"),
                body.getBytes(StandardCharsets.UTF_8), url);
    }

    @Test
    void areTriedOfEachVerifier() {
        for (var verifier : verifiers) {
            assertThat(MESSAGES.lines()
                    .map(line -> line.split(" \\| "))
                    .filter(cells -> json.readTree(trigger(cells[0]))
                            .path("verification")
                            .asString()
                            .equals(verifier.name()))
                    .map(cells -> cells[cells.length - 1])).as("messages verified as " + verifier.name())
                    .contains("true", "false");
        }
    }

    /** The header that proves it, and what is known to prove something elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Sig", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key",
        "Api-Key",
        "apikey", "X-Auth-Token", "X-Gitlab-Token", "X-Hub-Signature-256", "X-Telegram-Bot-Api-Secret-Token",
        "Stripe-Signature", "X-Slack-Signature", "X-Shopify-Hmac-Sha256", "X-Twilio-Signature", "X-Acme-Password",
        "X-ACME-SECRET", "x_api_key"})
    void keepNothingThatProvesSomething(String header) {
        var message = new Message(Map.of(header.toLowerCase(Locale.ROOT), "nobody's to see", "x-event", "push"),
                new byte[0], "http://x");
        for (var own : List.of("'hmac','signatureHeader':'X-Sig'", "'token','tokenHeader':'X-Sig'")) {
            var stated = "{'verification':%s,'idHeader':'%s','headers':['%s','X-Event']}"
                    .formatted(own, header, header);
            var verification = verifications.read(trigger(stated));

            assertThat(verification.keptOf(message)).containsOnlyKeys("x-event");
            assertThat(verification.name(message, json.createObjectNode())).isNull();
            assertThat(verifications.faults(json.readTree(trigger(stated)))).extracting(FieldError::field)
                    .containsExactly("trigger.idHeader");
        }
    }

    @ParameterizedTest
    @CsvSource({"User-Agent, false", "host, false", "Accept, false", "Accept-Language, false", "Content-Type, false",
        "Connection, false", "X-Forwarded-For, false", "X-Gitlab-Token, true", "X-Acme, true"})
    void takeNoSecretFromWhatClientsSetByThemselves(String header, boolean isTaken) {
        var stated = trigger("{'verification':'token','tokenHeader':'%s'}".formatted(header));

        assertThat(verifications.faults(json.readTree(stated)).isEmpty()).isEqualTo(isTaken);
    }

    /** What a trigger states. @param stated that, or the name of the verifier alone */
    private static String trigger(String stated) {
        return stated.startsWith("{") ? stated.replace('\'', '"') : "{\"verification\":\"%s\"}".formatted(stated);
    }
}
