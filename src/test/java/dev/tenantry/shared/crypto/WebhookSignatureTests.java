package dev.tenantry.shared.crypto;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

class WebhookSignatureTests {

    @Test
    void isThatOfStandardWebhooks() {
        var headers = WebhookSignature.headers(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}");

        assertThat(headers).containsOnly(entry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                entry("webhook-timestamp", "1614265330"),
                entry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }
}
