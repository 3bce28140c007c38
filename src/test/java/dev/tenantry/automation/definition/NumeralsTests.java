package dev.tenantry.automation.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.money.Currencies;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class NumeralsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ja-JP | JPY | 1500.00    | ￥1,500
            en-US | USD | 1500.000   | $1,500.00
            en-US | USD | 1500.125   | $1,500.125
            en-US | USD | 1500       | $1,500.00
            en-US | USD | 1.5E+3     | $1,500.00
            en-US | KWD | 1.5        | KWD1.500
            en-US | JPY | 0.50       | ¥0.5
            hi-IN | INR | 1234567.50 | ₹12,34,567.50
            en-IN | INR | 123456789  | ₹12,34,56,789.00
            en-IN | USD | -123456    | -$1,23,456.00
            en-IN | INR | 999        | ₹999.00
            en-US | INR | 1234567.5  | ₹1,234,567.50
            gu    | INR | 1000       | ₹1,000.00
            """)
    void writesAmountsAsTheCurrencyAndTheLocaleHaveThem(Locale locale, String currency, BigDecimal amount,
            String written) {
        assertThat(new Numerals(locale).amount(amount, currency)).isEqualTo(written);
    }

    @Test
    void hasOneKindOfDigitsAndLosesNone() {
        for (var locale : Sample.partOf("locales that numbers are written in", List.of(Locale.getAvailableLocales()))) {
            var numerals = new Numerals(locale.stripExtensions());
            for (var currency : new String[]{"EUR", "JPY", "KWD"}) {
                var decimals = "0".repeat(Currencies.decimals(currency));
                assertThat(digits(numerals.amount(new BigDecimal("1234567"), currency))).as(locale + currency)
                        .isEqualTo("1234567" + decimals);
            }
            assertThat(digits(numerals.number(new BigDecimal("12345.625"), true))).as(locale.toString())
                    .isEqualTo("12345625");
        }
    }

    private static String digits(String text) {
        return text.codePoints()
                .filter(Character::isDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
