package dev.tenantry.crm.imports.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What all of a column's values tell, wherever in the file they are. */
class ColumnReadingTests {

    private static final Conventions GERMAN = new Conventions(
            List.of(Conventions.Order.by("dd/MM/yyyy", "as the organization has it")), ",", "as the locale has it",
            "EUR");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3/4/2024  | 25/4/2024  | d/M/yyyy | day first, since 1 value has a first number over 12
            3/4/2024  | 4/25/2024  | M/d/yyyy | month first, since 1 value has a second number over 12
            3-4-2024  | 25-4-2024  | d-M-yyyy | day first
            3/4/24    | 4/25/24    | M/d/yy   | month first
            3-4-24    | 25-4-99    | d-M-yy   | day first
            24-1-5    | 99-4-25    | yy-M-d   | year first
            3.4.2024  | 4.5.2024   | d.M.yyyy | as dates with dots are
            2024/3/4  | 2024/5/6   | yyyy/M/d | are written
            """)
    void tellsTheOrderOfADateByTheLastOfManyRows(String many, String last, String format, String basis) {
        var column = profile("d,x\n" + (many + ",1\n").repeat(5000) + last + ",1\n", Conventions.UNKNOWN).columns()
                .getFirst();

        assertThat(column.type()).isEqualTo(ColumnType.DATE);
        assertThat(column.dateFormat()).isEqualTo(format);
        assertThat(column.basis()).contains(basis);
        assertThat(column.ambiguous()).isEmpty();
    }

    @Test
    void saysThatDatesAreAmbiguousAndLetsTheOrganizationDecide() {
        var file = "d,x\n3/4/2024,1\n5/6/2024,1\n";

        var open = profile(file, Conventions.UNKNOWN).columns().getFirst();
        var decided = profile(file, GERMAN).columns().getFirst();

        assertThat(open.dateFormat()).isNull();
        assertThat(open.ambiguous()).containsExactly("d/M/yyyy", "M/d/yyyy");
        assertThat(open.basis()).contains("ambiguous", "d/M/yyyy", "M/d/yyyy");
        assertThat(decided.dateFormat()).isEqualTo("d/M/yyyy");
        assertThat(decided.ambiguous()).isEmpty();
        assertThat(decided.basis()).contains("ambiguous", "day first, as the organization has it");
    }

    @Test
    void saysThatBothOrdersOccur() {
        var column = profile("d,x\n25/4/2024,1\n4/25/2024,1\n1/2/2024,1\n", Conventions.UNKNOWN).columns().getFirst();

        assertThat(column.ambiguous()).containsExactly("d/M/yyyy", "M/d/yyyy");
        assertThat(column.basis()).contains("1 values can be d/M/yyyy only", "1 values can be M/d/yyyy only");
    }

    @Test
    void letsAnotherColumnOfTheFileDecide() {
        var columns = profile("a,b\n3/4/2024,25/4/2024\n", Conventions.UNKNOWN).columns();

        assertThat(columns.getFirst().dateFormat()).isEqualTo("d/M/yyyy");
        assertThat(columns.getFirst().basis()).contains("ambiguous", "day first, as the values of the column b are");
    }

    @Test
    void countsWhatIsNoDateForAMistake() {
        var column = profile("d,x\n2024-01-05,1\n2024-01-06,1\nn/a,1\n7.1.2024,1\n", Conventions.UNKNOWN).columns()
                .getFirst();

        assertThat(column.dateFormat()).isEqualTo("yyyy-MM-dd");
        assertThat(column.otherDateFormats()).containsExactly("d.M.yyyy");
        assertThat(column.basis()).contains("1 of 4 values are no dates");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234    | 5.5        | . | decimal point, since 1 value is written like 5.5
            1.234    | 5,5        | , | decimal comma, since 1 value is written like 5,5
            1,234    | 1,234,567  | . | decimal point
            1.234    | 1.234.567  | , | decimal comma
            1,234    | 1,234.5    | . | decimal point
            1,234    | 12,34      | , | decimal comma
            12       | 0,123      | , | decimal comma
            12       | 1'234,5    | , | decimal comma
            1.234    | 7          | , | ambiguous, since each separator of 100 values stands before three digits, as in 1.234; taken for thousands
            1,234    | 7          | . | taken for thousands
            """)
    void tellsTheSeparatorByTheWholeColumn(String many, String last, String separator, String basis) {
        var column = profile("n;x\n" + (many + ";1\n").repeat(100) + last + ";1\n", Conventions.UNKNOWN).columns()
                .getFirst();

        assertThat(column.decimalSeparator()).isEqualTo(separator);
        assertThat(column.basis()).contains(basis);
    }

    @Test
    void tellsTheSeparatorOfTheFewNumbersAmongTexts() {
        var column = profile("n;x\nn/a;1\ntbd;1\nopen;1\n1.234,5;1\n", Conventions.UNKNOWN).columns().getFirst();

        assertThat(column.type()).isEqualTo(ColumnType.TEXT);
        assertThat(column.decimalSeparator()).isEqualTo(",");
        assertThat(column.basis()).contains("3 of 4 values are no numbers");
    }

    @Test
    void letsTheOrganizationDecideWhatSeparatorsLeaveOpen() {
        assertThat(profile("n;x\n1,234;1\n1.234;1\n", GERMAN).columns().getFirst().decimalSeparator()).isEqualTo(",");
        assertThat(profile("n;x\n1,5;1\n1.5;1\n", GERMAN).columns().getFirst().decimalSeparator()).isEqualTo(",");

        var open = profile("n;x\n1,5;1\n1.5;1\n", Conventions.UNKNOWN).columns().getFirst();
        assertThat(open.decimalSeparator()).isNull();
        assertThat(open.ambiguous()).containsExactly(".", ",");
    }

    @Test
    void tellsTheCurrencyOfAColumnsSigns() {
        var columns = profile("a;b;c;d\n€ 5,00;€ 5;¥ 5;€ 5\n7 €;$ 5;7;7\n", Conventions.UNKNOWN).columns();

        assertThat(columns).extracting(Column::currency).containsExactly("EUR", null, null, null);
        assertThat(columns.getFirst().basis()).doesNotContain("currency");
        assertThat(columns.getLast().basis()).contains("1 of 2 numbers say their currency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234   | USD | .    | ,    | taken for thousands, since amounts in USD hardly have three decimals
            1.500   | CHF | .    | ,    | taken for thousands
            1,500   | EUR | ,    | .    | taken for thousands
            1,234   | EUR | .    | .    | and as the locale has it
            1.234   | JPY | ,    | ,    | taken for thousands
            1.234   | KWD | .    | .    | taken for decimals, since amounts in KWD have three, and as the locale has it
            1.234   | KWD |      | .    | taken for decimals
            1.234   | BHD | ,    | .    | taken for decimals
            1,234   | TND | ,    | ,    | taken for decimals
            1,234   | KWD | .    |      | the mapping has to state the decimal separator
            KD 1.234| USD | .    | .    | amounts in KWD have three
            $1.234  | KWD | .    | ,    | taken for thousands, since amounts in USD
            """)
    void letsTheCurrencyDecideBeforeTheLocale(String value, String currency, @Nullable String locale,
            @Nullable String separator, String basis) {
        var conventions = new Conventions(List.of(), locale, "as the locale has it", currency);
        var column = profile("n;x\n" + (value + ";1\n").repeat(3), conventions).columns().getFirst();

        assertThat(column.decimalSeparator()).isEqualTo(separator);
        assertThat(column.basis()).contains("ambiguous", basis);
        assertThat(column.ambiguous()).hasSize(separator == null ? 2 : 0);
    }

    @Test
    void saysWhatASignOfSeveralCurrenciesIsTakenFor() {
        var dollars = Map.of("AUD", "AUD", "MXN", "MXN", "HKD", "HKD", "USD", "USD", "EUR", "USD");

        dollars.forEach((own, meant) -> {
            var column = profile("n;x\n$5;1\n$7;1\n", new Conventions(List.of(), ".", "", own)).columns().getFirst();
            assertThat(column.currency()).isEqualTo(meant);
            assertThat(column.basis()).contains("$5", "taken for " + meant,
                    own.equals(meant) ? "the organization's" : "mostly");
        });
        var open = profile("n;x\n¥5;1\n", new Conventions(List.of(), ".", "", "EUR")).columns().getFirst();
        assertThat(open.currency()).isNull();
        assertThat(open.basis()).contains("has to name one of [CNY, JPY]");
    }

    @Test
    void findsTheDelimiterInRowsBeyondTheFirst() {
        var profile = profile("Name;Price, EUR\n" + "A;1\n".repeat(10) + "B;2,5\n".repeat(50_000), Conventions.UNKNOWN);

        assertThat(profile.delimiter()).isEqualTo(';');
        assertThat(profile.delimiterBasis()).contains("50010 of 50010 rows");
    }

    @Test
    void saysThatTwoDelimitersFit() {
        var profile = profile("Name;Price, EUR\nA;1,5\nB;2,5\n", Conventions.UNKNOWN);

        assertThat(profile.delimiter()).isEqualTo(';');
        assertThat(profile.delimiterBasis()).contains("ambiguous", "a comma as well");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "SEP=;\r\n", "\"sep=;\"\n", "\ufeffsep=;\n", "sep=;;;\n"})
    void understandsALineThatNamesTheDelimiter(String line) {
        var profile = profile(line + "a,x;b,y\n1,2;3,4\n", Conventions.UNKNOWN);

        assertThat(profile.delimiter()).isEqualTo(';');
        assertThat(profile.columns()).extracting(Column::name).containsExactly("a,x", "b,y");
        assertThat(profile.rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsTheEncodingThatAByteOrderMarkNames(String charset) {
        var profile = profile("\ufeffname\tcity\nMüller\t東京😀\n".getBytes(Charset.forName(charset)),
                Conventions.UNKNOWN);

        assertThat(profile.columns()).extracting(Column::name).containsExactly("name", "city");
        assertThat(profile.columns()).extracting(Column::samples).containsExactly(List.of("Müller"), List.of("東京😀"));
    }

    @Test
    void tidiesNamesOfColumnsAndValues() {
        var profile = profile("\u00a0Name \u00a0;;\"Close\nDate\";column 2\n\u200bAda\u00a0;x;;\n",
                Conventions.UNKNOWN);

        assertThat(profile.columns()).extracting(Column::name)
                .containsExactly("Name", "unnamed column 2", "Close Date", "column 2");
        assertThat(profile.columns().getFirst().samples()).containsExactly("Ada");
    }

    private static CsvProfile profile(String text, Conventions conventions) {
        return profile(text.getBytes(StandardCharsets.UTF_8), conventions);
    }

    private static CsvProfile profile(byte[] bytes, Conventions conventions) {
        try {
            return CsvProfile.of(() -> new ByteArrayInputStream(bytes), new CsvLimits(20, 1000), null, conventions);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
