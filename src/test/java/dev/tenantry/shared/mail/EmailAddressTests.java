package dev.tenantry.shared.mail;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class EmailAddressTests {

    static Stream<String> valid() {
        return Addresses.VALID.stream();
    }

    static Stream<String> invalid() {
        return Addresses.INVALID.stream();
    }

    @Test
    void refusesALongDomainAtOnce() {
        var distinct = IntStream.range(0x4E00, 0x9000).mapToObj(Character::toString).collect(Collectors.joining());

        var isDomain = assertTimeoutPreemptively(Duration.ofSeconds(2),
                () -> EmailAddress.isDomain(distinct.repeat(20)));

        assertThat(isDomain).isFalse();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takes(String text) {
        var address = EmailAddress.of(text);

        assertThat(address).hasToString(text);
        assertThat(EmailAddress.of(address.canonical()).canonical()).isEqualTo(address.canonical());
        assertThat(EmailAddress.of(address.deliverable()).canonical()).isEqualTo(address.canonical());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses(String text) {
        assertThatThrownBy(() -> EmailAddress.of(text)).isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "käthe@example.com       | must be in ASCII before the @, as internationalized local parts are not supported: 'ä' (U+00E4)",
        "a\u200Bb@example.com    | must be in ASCII before the @, as internationalized local parts are not supported: U+200B",
        "\uD83D\uDE00@example.com | must be in ASCII before the @, as internationalized local parts are not supported: U+1F600",
        "a\\b@example.com        | has a character before the @ that an address may not have: '\\' (U+005C)",
        "a b@example.com         | has a character before the @ that an address may not have: U+0020"})
    void namesTheCharacterThatALocalPartMayNotHave(String text, String reason) {
        assertThat(EmailAddress.fault(text)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"Ada@Example.COM, ada@example.com", "a@MÜLLER.de, a@xn--mller-kva.de",
        "a@mu\u0308ller.de, a@müller.de", "Mail@ПРИМЕР.рф, mail@xn--e1afmkfd.xn--p1ai",
        "a@STRAẞE.de, a@xn--strae-oqa.de", "a@straße.de, a@xn--strae-oqa.de", "a@faß.example, a@xn--fa-hia.example",
        "a@βόλος.com, a@xn--nxasmm1c.com", "a@ΒόλΟς.com, a@xn--nxasmm1c.com", "a@mu\u0308ße.de, a@xn--me-gia9i.de"})
    void comparesByOneForm(String one, String other) {
        assertThat(EmailAddress.canonical(one)).isEqualTo(EmailAddress.canonical(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"straße.de", "βόλος.com", "müller.de", "例え.テスト", "example.com"})
    void readsADomainAsItWasWritten(String domain) {
        assertThat(EmailAddress.unicodeDomain(EmailAddress.asciiDomain(domain))).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--", "xn--a.de", "xn--99999999", "xn--zzzzzzzzzzzzzzzzzzzz", "xn--strae-oq", "xn---"})
    void leavesWhatIsNothingEncoded(String domain) {
        assertThat(EmailAddress.unicodeDomain(domain)).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({"a.b@example.com, ab@example.com",
        "a+b@example.com, a@example.com", "a@strasse.de, a@xn--strae-oqa.de", "a@strasse.de, a@straße.de",
        "a@βόλοσ.com, a@βόλος.com"})
    void keepsDifferentMailboxesApart(String one, String other) {
        assertThat(EmailAddress.canonical(one)).isNotEqualTo(EmailAddress.canonical(other));
    }

    @Test
    void reachesMailServersInAscii() {
        assertThat(EmailAddress.of("Ada@Müller.DE").deliverable()).isEqualTo("Ada@xn--mller-kva.de");
    }

    @Test
    void looksUpWhatIsNoAddressAsItIs() {
        assertThat(List.of(EmailAddress.canonical("Nobody"), EmailAddress.canonical("")))
                .containsExactly("nobody", "");
    }
}
