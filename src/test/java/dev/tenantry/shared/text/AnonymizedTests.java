package dev.tenantry.shared.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnonymizedTests {

    private static final int LONGEST = 300;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", value = {"550 5.1.1 <grace@example.test> is nobody=>550 5.1.1 <***> is nobody",
        "550 call +49 (151) 234-5678=>550 call ***",
        "The 'To' number +4915112345678 is not valid=>The 'To' number *** is not valid",
        "550 o'brien@example.test=>550 ***", "550 5.7.26 see 421 4.7.0=>550 5.7.26 see 421 4.7.0",
        "id a1234567b stays=>id a1234567b stays", "no, x@y@z=>no, ***@z"})
    void namesNobody(String said, String shown) {
        assertThat(Anonymized.text(said, LONGEST)).isEqualTo(shown);
    }

    @Test
    void keepsNoPartOfWhatIsCut() {
        assertThat(Anonymized.text("no 4915112345678", 8)).isEqualTo("no ***");
    }

    @Test
    @Timeout(30)
    void readsALongTextOnce() {
        assertThat(Anonymized.text("a".repeat(256 * 1024) + " <x@y.example>", Integer.MAX_VALUE)).endsWith("a <***>");
    }
}
