package dev.tenantry.shared.text;

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
}
