package dev.tenantry.integrations.webhook;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.crypto.WebhookSignature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What receivers make of our signatures: the reference library of Standard Webhooks. */
class ReferenceVerifierTests {

    private static final String BODY = "{\"type\": \"contact.created\", \"data\": {\"name\": \"Zoë 😀\"}}";
    private static final String SECRET = WebhookSignature.secret(new byte[32]);
    private static final String OLD = WebhookSignature.secret("a key of some length, as it has to be".getBytes());

    @Test
    void acceptsWhatIsSignedByEitherSecretAndNothingElse() throws Exception {
        var headers = headers();

        for (var secret : List.of(SECRET, OLD)) {
            assertThatCode(() -> new Webhook(secret).verify(BODY, headers)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> new Webhook(SECRET).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(WebhookSignature.secret("nobody has been told of this key".getBytes()))
                .verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    private static HttpHeaders headers() {
        var headers = new HashMap<String, List<String>>();
        WebhookSignature.headers(List.of(SECRET, OLD), "msg_1", Instant.now(), BODY)
                .forEach((name, value) -> headers.put(name, List.of(value)));
        return HttpHeaders.of(headers, (_, _) -> true);
    }
}
