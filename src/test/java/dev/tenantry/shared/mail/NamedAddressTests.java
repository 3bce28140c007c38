package dev.tenantry.shared.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NamedAddressTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ada@example.test                      |               | ada@example.test",
        "<ada@example.test>                    |               | ada@example.test",
        "Ada Lovelace <ada@example.test>       | Ada Lovelace  | ada@example.test",
        "\"Lovelace, Ada\" <ada@example.test>  | Lovelace, Ada | ada@example.test",
        "Müller, Käthe <k@example.test>        | Müller, Käthe | k@example.test",
        "山田 太郎 <yamada@example.test>       | 山田 太郎     | yamada@example.test",
        "\"Otto \\\"the boss\\\"\" <o@example.test> | Otto \"the boss\" | o@example.test",
        "\"Otto \"the boss\"\" <o@example.test> | Otto \"the boss\" | o@example.test",
        "\"Otto <sales>\" <o@example.test>    | Otto <sales>  | o@example.test",
        "tenantry@localhost                    |               | tenantry@localhost"})
    void isANameAndAnAddress(String text, String name, String address) {
        assertThat(NamedAddress.of(text)).isEqualTo(new NamedAddress(name, EmailAddress.of(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "Ada <ada>", "Ada <a@b.test> c", "Ada\r\nBcc: b@b.test <a@b.test>",
        "a@b.test, b@b.test", "<a@b.test", "Eve <eve@b.test> <a@b.test>", "\"Eve\" <eve@b.test>, \"\" <a@b.test>",
        "Eve\u0085Bcc: b@b.test <a@b.test>", "Eve\u2028b <a@b.test>", "\"Eve\r\nBcc: b@b.test\" <a@b.test>"})
    void isNoOtherText(String text) {
        assertThatThrownBy(() -> NamedAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasANameThatEnds() {
        assertThat(NamedAddress.fault("x".repeat(200) + " <a@b.test>")).isNull();
        assertThat(NamedAddress.fault("x".repeat(201) + " <a@b.test>")).contains("200 characters");
        assertThat(NamedAddress.fault("\"" + "\\x".repeat(100_000) + "\" <a@b.test>")).contains("characters");
        assertThat(NamedAddress.bare("Eve <A@b.test>")).isEqualTo("A@b.test");
        assertThat(NamedAddress.bare("nobody")).isEqualTo("nobody");
    }

    @Test
    void isInAsciiForMailServers() {
        assertThat(NamedAddress.of("Käthe <k@bücher.example>").deliverable())
                .hasToString("=?UTF-8?Q?K=C3=A4the?= <k@xn--bcher-kva.example>");
        assertThat(NamedAddress.of("\"Lovelace, Ada\" <ada@example.test>").deliverable())
                .hasToString("\"Lovelace, Ada\" <ada@example.test>");
        assertThat(IdentifiedMessage.id("key", "Käthe <k@bücher.example>")).isEqualTo("<key@xn--bcher-kva.example>");
    }
}
