package dev.tenantry.crm.form.submission;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedNumberTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"en | 12.5 | 12.5", "en | 1,234.56 | 1234.56",
        "en | 1.234 | 1.234", "en | 1,234 | 1234 / 1.234", "en | 12,5 | 12.5", "en | 1,234,567 | 1234567",
        "de | 1.234,56 | 1234.56", "de | 12,5 | 12.5", "de | 12.5 | 12.5", "de | 1.234 | 1234 / 1,234",
        "de | -1,234 | -1.234", "de | 0.125 | 0.125", "de | 1.234.567 | 1234567", "de | 1,234.5 | 1234.5",
        "fr | 1\u202f234,5 | 1234.5", "fr | 1 234 | 1234", "fr | 1 234.567 | 1234.567", "de-CH | 1’234.50 | 1234.50",
        "de-CH | 1'234 | 1234", "ar | ١٬٢٣٤٫٥ | 1234.5", "ar | \u061c-\u0662\u0665 | -25", "ja | １２．５ | 12.5",
        "en | −3 | -3", "en | 12 34 | none", "en | 1.2.3 | none", "de | 1.234.5 | none", "de | 1 234.567,8 | none",
        "en | 1e5 | none", "en | twelve | none", "en | , | none", "en | 12. | none"})
    void isReadAsTheLanguageWritesIt(String language, String typed, String expected) {
        var read = TypedNumber.read(typed, Locale.forLanguageTag(language), false);

        assertThat(read.value() != null ? read.value().toPlainString() : read.doubt() != null ? read.doubt() : "none")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de | 1.234 | 1234", "en | 1,234 | 1234", "de | 1,234 | 1.234"})
    void thatIsWholeHasNoFraction(String language, String typed, String expected) {
        assertThat(String.valueOf(TypedNumber.read(typed, Locale.forLanguageTag(language), true).value()))
                .isEqualTo(expected);
    }
}
