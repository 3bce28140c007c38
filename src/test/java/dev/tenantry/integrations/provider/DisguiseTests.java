package dev.tenantry.integrations.provider;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class DisguiseTests {

    private final Connection offered = Connection.offered(UUID.randomUUID(),
            JsonNodeFactory.instance.objectNode().put("host", "mail.example.com"), Map.of());

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", value = {"mail.example.com does not answer=>*** does not answer",
        "see other.example.net:8443.=>see ***.", "it was ..other.example.net.=>it was ***.",
        "1.5 of 2.0 done=>1.5 of 2.0 done",
        "from 10.1.2.3:25 and [fe80::1%eth0]:25=>from *** and ***", "a..other.example.net!=>***!"})
    void hidesWhereItLeads(String said, String shown) {
        assertThat(offered.disguised(said)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "1.", "a-", "1:", "%61", "a@"})
    @Timeout(30)
    void hidesInALongText(String part) {
        var text = part.repeat(256 * 1024 / part.length());

        assertThat(offered.disguised(text + " mail.example.com")).endsWith(" ***");
    }
}
