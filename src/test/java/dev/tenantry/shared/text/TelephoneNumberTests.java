package dev.tenantry.shared.text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TelephoneNumberTests {

    @ParameterizedTest
    @CsvSource({"+49 151 7654321, +491517654321", "+49 (0) 151 7654321, +491517654321",
        "+49 0151 7654321, +491517654321",
        "+49 (0151) 765-4321, +491517654321", "0049 151 7654321, +491517654321",
        "+55 (011) 98765-7777, +5511987657777", "+55 11 98765-7777, +5511987657777", "+81 (03) 1234-5678, +81312345678",
        "+81 3-1234-5678, +81312345678", "+39 06 1234567, +39061234567", "＋４９ １５１ ７６５４３２１, +491517654321",
        "+1 (415) 555-0100, +14155550100", "+44 (0)20 7946 0958, +442079460958", "+999 12345, +99912345"})
    void areHeldAsNetworksHaveThem(String written, String number) {
        assertThat(TelephoneNumber.parse(written)).isEqualTo(number.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0151 7654321", "+49 151 7654321 ext. 5", "call +49 151 7654321", "+49151123456\r\n78", "",
        "+",
        "+1-800-FLOWERS", "+49 151 7654321;+49 151 7654322"})
    void areNoneWhereTheyLeaveSomethingToBeGuessed(String written) {
        assertThat(TelephoneNumber.parse(written)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"+49 30 2345678 ext. 7, 7", "030 2345678 Durchwahl 12, 12", "'+49 30 2345678, DW: 12', 12",
        "+33 1 42 34 56 78 poste 4, 4", "+34 91 234 56 78 extensión 45, 45", "+43 1 2345678 Klappe 9, 9",
        "030 2345678 Apparat ٧, 7", "\u202a+49 30 2345678\u202c,", "\u200e030 234\u200e5678 ext. 7\u202c, 7"})
    void areReadWithTheirExtensionsInSomeLanguages(String written, @Nullable String extension) {
        var read = TelephoneNumber.read(written, "DE");

        assertThat(read.extension()).isEqualTo(extension);
        assertThat(read.e164()).isIn("+49302345678", "+33142345678", "+34912345678", "+4312345678");
    }

    @ParameterizedTest
    @CsvSource({"0151 76543210", "+49 (0) 151 76543210", "\u202a0151/76543210\u202c", "0049 151 76543210 Durchwahl 3"})
    void areOneHoweverPeopleInTheCountryWriteThem(String written) {
        assertThat(TelephoneNumber.key(written, "DE")).isEqualTo("+4915176543210");
        assertThat(TelephoneNumber.key("extern 5 76543210", null)).isEqualTo("extern 5 76543210");
    }
}
