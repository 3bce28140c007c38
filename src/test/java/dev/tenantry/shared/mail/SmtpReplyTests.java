package dev.tenantry.shared.mail;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SmtpReplyTests {

    @ParameterizedTest
    @ValueSource(strings = {"550 no", "550 Empf\u00e4nger", "550 \u4e0d\u660e", "550 \ud83d\udce7"})
    void isInUtf8(String said) {
        var read = new String(said.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(SmtpReply.decoded(read)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 Empf\u00e4nger", "\u00c3", "550 \u4e0d\u660e"})
    void staysWhereItIsNot(String read) {
        assertThat(SmtpReply.decoded(read)).isEqualTo(read);
    }
}
