package dev.tenantry.crm.imports.csv;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.money.Currencies;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class NumberTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1234.50             | .  | 1234.50
            1,234.50            | .  | 1234.50
            1.234,56 €          | ,  | 1234.56
            CHF 1'234.50        | .  | 1234.50
            CHF\u00a01\u2019234.50 | . | 1234.50
            Fr. 5.-             | .  | 5
            5,\u2013 €          | ,  | 5
            ¥1,000              | .  | 1000
            ￥１，０００            | .  | 1000
            (500.00)            | .  | -500.00
            ($500.00)           | .  | -500.00
            $(500.00)           | .  | -500.00
            -$5.00              | .  | -5.00
            $-5.00              | .  | -5.00
            \u22125.00          | .  | -5.00
            500.00-             | .  | -500.00
            5.00- €             | .  | -5.00
            +7                  | .  | 7
            1\u00a0234,5        | ,  | 1234.5
            1\u202f234\u202f567,5 kr. | , | 1234567.5
            1\u2009234.5        | .  | 1234.5
            12,34,567.00        | .  | 1234567.00
            Rs. 500             | .  | 500
            $.50                | .  | 0.50
            \u0661\u066c\u0662\u0663\u0664\u066b\u0665 | , | 1234.5
            \u0661\u0662\u0663  | .  | 123
            \u0967\u0968.\u0969 | .  | 12.3
            US$ 5 USD           | .  | 5
            """)
    void readsANumber(String text, String separator, BigDecimal value) {
        var number = Objects.requireNonNull(NumberText.of(text));

        assertThat(number.value(separator)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234,56", "1,23", "12,34", "1,2345", "1,234 567", "1 23", "1''234", ".", ","})
    void takesNothingForANumberWithAPointThatIsWrittenOtherwise(String text) {
        var number = NumberText.of(text);

        assertThat(number == null ? null : number.value(".")).isNull();
    }

    @Test
    void groupsNothingThatBeginsWithAZero() {
        for (var separator : List.of(",", ".", "'", " ")) {
            for (var first : List.of("0", "00", "000", "01", "012")) {
                for (var rest : List.of("005", "250", "234" + separator + "567", "12" + separator + "345")) {
                    var number = NumberText.of(first + separator + rest);
                    var value = number == null ? null : number.value(separator.equals(",") ? "." : ",");

                    assertThat(value).as(first + separator + rest).isNull();
                }
            }
        }
        assertThat(Objects.requireNonNull(NumberText.of("1.23.456")).value(",")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--5", "-(5)-", "5%", "1e5", "1.5E+03", "5k", "12x", "5²", "①", "½", "0x1F", "NaN",
        "Infinity",
        "€ 5 $", "USD.50", "XQQ 5", "5 5", "(5", "5)"})
    void refusesWhatIsNoNumber(String text) {
        var number = NumberText.of(text);

        assertThat(number == null ? null : number.value(".")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            € 5   |     | EUR
            € 5   | USD | EUR
            5 eur | USD | EUR
            $5    |     | USD
            $5    | CAD | CAD
            $5    | EUR | USD
            C$5   | USD | CAD
            ¥5    | JPY | JPY
            ¥5    | CNY | CNY
            ¥5    | USD |
            5 kr  | SEK | SEK
            5 kr  |     |
            £5    | EUR | GBP
            5 zł  |     | PLN
            """)
    void tellsTheCurrencyOfASign(String text, String expected, String currency) {
        var number = Objects.requireNonNull(NumberText.of(text));

        assertThat(CurrencySigns.choose(number.currencies(), expected)).isEqualTo(currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "C$", "£", "¥", "kr", "Rs", "fr", "lei", "руб", "元", "FCFA"})
    void knowsSignsOfKnownCurrenciesOnly(String sign) {
        for (var code : CurrencySigns.meanings(sign)) {
            assertThat(Currencies.isInUse(code)).as(code).isTrue();
            assertThat(CurrencySigns.choose(CurrencySigns.meanings(sign), code)).isEqualTo(code);
        }
    }

    /** Whoever writes for their own country, means its money. */
    @Test
    void takesNoSignThatACountryWritesForAnotherOnesCurrency() {
        var countries = Set.of(Locale.getISOCountries());
        for (var locale : Sample.partOf("locales with signs of currencies", List.of(Locale.getAvailableLocales()))) {
            var code = countries.contains(locale.getCountry()) ? Currency.getInstance(locale) : null;
            var meanings = code == null ? Set.<String>of() : CurrencySigns.meanings(code.getSymbol(locale));
            if (code != null && !meanings.isEmpty()) {
                assertThat(CurrencySigns.choose(meanings, code.getCurrencyCode())).as(locale + code.getSymbol(locale))
                        .isEqualTo(code.getCurrencyCode());
            }
        }
    }
}
