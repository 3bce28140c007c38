package dev.tenantry.integrations.inbound;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderNamesTests {

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Authentication", "X-Auth", "X-JWT", "X-Bearer", "X-Private-Key",
        "X-Access-Key",
        "X-Session-Id", "X-Otp", "X-PSK", "X-Client-Pass", "X-Sig", "X-Hub-Signature-256", "Cookie", "x_api_key"})
    void ofCredentialsAreKnown(String name) {
        assertThat(HeaderNames.isCredential(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Event-Id", "X-GitHub-Delivery", "Content-Type", "X-Author", "X-Design", "X-Passenger",
        "X-Pinned",
        "X-Shopify-Topic", "Idempotency-Key"})
    void ofOtherThingsAreNot(String name) {
        assertThat(HeaderNames.isCredential(name)).isFalse();
    }
}
