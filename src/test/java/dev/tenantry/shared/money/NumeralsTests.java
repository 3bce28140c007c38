package dev.tenantry.shared.money;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class NumeralsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ja-JP | JPY | 1500.00    | ￥1,500
            en-US | USD | 1500.000   | $1,500.00
            en-US | USD | 1500.125   | $1,500.13
            en-US | EUR | 1.10000    | €1.10
            en-US | JPY | 1.10000    | ¥1
            en-US | KWD | 1.10000    | KWD1.100
            en-US | USD | -0.004     | $0.00
            en-US | USD | 1e-999999  | $0.00
            en-US | USD | 1e40       | 1E40 USD
            de-DE | EUR | 1.10000    | 1,10 €
            de-DE | JPY | 1234.5     | 1.235 ¥
            de-DE | KWD | 1234.5     | 1.234,500 KWD
            ja-JP | EUR | 1234.5     | €1,234.50
            ar-EG | EGP | 1234.5     | ‏1,234.50 ج.م.‏
            ar-EG | JPY | 1.10000    | ‏1 JP¥
            pt-BR | BRL | 1234.5     | R$ 1.234,50
            pt-BR | KWD | 1.10000    | KWD 1,100
            en-US | USD | 1500       | $1,500.00
            en-US | USD | 1.5E+3     | $1,500.00
            en-US | KWD | 1.5        | KWD1.500
            en-US | JPY | 0.50       | ¥1
            hi-IN | INR | 1234567.50 | ₹12,34,567.50
            en-IN | INR | 123456789  | ₹12,34,56,789.00
            en-IN | USD | -123456    | -$1,23,456.00
            en-IN | INR | 999        | ₹999.00
            en-US | INR | 1234567.5  | ₹1,234,567.50
            gu    | INR | 1000       | ₹1,000.00
            """)
    void writesAmountsAsTheCurrencyAndTheLocaleHaveThem(Locale locale, String currency, BigDecimal amount,
            String written) {
        assertThat(new Numerals(locale).money(amount, currency).replace('\u00a0', ' ')).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-DE | 5.00                                                  | 5
            de-DE | 12.50                                                 | 12,5
            de-DE | 0.33333333333333333333333333333333333333333333333333  | 0,3333333333
            de-DE | 0.66666666666666666666666666666666666666666666666667  | 0,6666666667
            de-DE | 1E+3                                                  | 1000
            de-DE | 1E-7                                                  | 0,0000001
            de-DE | -1E-11                                                | 0
            de-DE | 1E-999999999                                          | 0
            de-DE | 1.5E+999999                                           | 1,5E999999
            de-DE | 12345678901234567890.12                               | 12345678901234567890,12
            ja-JP | 1234.50                                               | 1234.5
            ar-EG | 1234.50                                               | 1234.5
            en-US | 1234.50                                               | 1234.5
            pt-BR | 1234.50                                               | 1234,5
            """)
    void writesNumbersWithTheDecimalsThatTheyNeed(Locale locale, BigDecimal number, String written) {
        assertThat(new Numerals(locale).number(number, false)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-DE | EUR | 1.234,50
            de-DE | JPY | 1.235
            ja-JP | KWD | 1,234.500
            ar-EG | EGP | 1,234.50
            en-US | USD | 1,234.50
            pt-BR | BRL | 1.234,50
            """)
    void writesAmountsWhoseCurrencyIsToldElsewhere(Locale locale, String currency, String written) {
        assertThat(new Numerals(locale).amount(new BigDecimal("1234.5000"), currency)).isEqualTo(written);
    }

    @Test
    void hasOneKindOfDigitsAndLosesNone() {
        for (var locale : Sample.partOf("locales that numbers are written in", List.of(Locale.getAvailableLocales()))) {
            var numerals = new Numerals(locale.stripExtensions());
            for (var currency : new String[]{"EUR", "JPY", "KWD"}) {
                var decimals = "0".repeat(Currencies.decimals(currency));
                assertThat(digits(numerals.money(new BigDecimal("1234567"), currency))).as(locale + currency)
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
