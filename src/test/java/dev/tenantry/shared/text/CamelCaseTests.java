package dev.tenantry.shared.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CamelCaseTests {

    @Test
    void isWrittenOtherwiseAndBack() {
        assertThat(CamelCase.split("WebhookSecret", "-")).isEqualTo("webhook-secret");
        assertThat(CamelCase.split("company", "-")).isEqualTo("company");
        assertThat(CamelCase.join("webhook-secret", "-")).isEqualTo("webhookSecret");
        assertThat(CamelCase.join("company", "-")).isEqualTo("company");
    }
}
