package dev.tenantry.crm.imports.csv;

import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DateFormatTests {

    private static final List<String> SAMPLES = List.of("03/04/2025", "2025/03/04", "03/04/05", "03.04.2025",
            "10121012", "2025-03-04", "3 Apr 2025", "Apr 3 2025");

    @Test
    void formatsContradictOneAnotherWhereOneTextIsTwoDays() {
        var patterns = List.of("d/M/yyyy", "dd/MM/yyyy", "M/d/yyyy", "MM/dd/yyyy", "yyyy/M/d", "yyyy/d/M", "d/M/yy",
                "yy/M/d", "M/d/yy", "d.M.yyyy", "M.d.yyyy", "yyyy-MM-dd", "yyyyMMdd", "ddMMyyyy", "d MMM yyyy",
                "MMM d yyyy", "yyyy MMM d", "yyyy年M月d日");
        for (var one : patterns) {
            for (var other : patterns) {
                var first = DateFormat.of(one);
                var second = DateFormat.of(other);

                assertThat(first.contradicts(second)).as(one + " and " + other)
                        .isEqualTo(SAMPLES.stream().anyMatch(text -> differ(first.parse(text), second.parse(text))));
            }
        }
    }

    private static boolean differ(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one != null && other != null && !one.equals(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yyyy-MM-dd     | 2024-01-05
            yyyy-MM-dd     | 2024-01-05T23:30:00.000Z
            yyyy-MM-dd     | 2024-01-05 23:30
            yyyy-MM-dd     | ２０２４-０１-０５
            yyyy-MM-dd     | \u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0665
            d.M.yyyy       | 05.01.2024
            dd.MM.yyyy     | 05.01.2024 14:30:00
            M/d/yyyy       | 1/5/2024 11:30 PM
            d/M/yy         | 5/1/24
            d. M. yyyy     | 5. 1. 2024
            yyyyMMdd       | 20240105
            serial         | 45296
            serial         | 45296.75
            d MMM yyyy     | 5 Jan 2024
            d MMM yyyy     | 5 janvier 2024
            d MMM yyyy     | 5. Januar 2024
            d MMM yyyy     | 5 de enero de 2024
            d MMM yyyy     | 5 января 2024 г.
            d MMM yyyy     | 5\u00a0OCAK 2024
            d MMM yyyy     | 5th of January 2024
            d MMM yyyy     | 5. Jänner 2024
            dd-MMM-yy      | 05-Jan-24
            MMM d, yyyy    | January 5, 2024
            ddMMMyyyy      | 05JAN2024
            yyyy年M月d日      | 2024年1月5日
            """)
    void readsADay(String pattern, String text) {
        assertThat(DateFormat.of(pattern).parse(text)).isEqualTo(LocalDate.of(2024, 1, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yyyy-MM-dd | 2024-02-30
            yyyy-MM-dd | 2024-13-01
            yyyy-MM-dd | -2024-01-01
            yyyy-MM-dd | 12024-01-01
            d.M.yyyy   | 5.1.24
            d.M.yyyy   | 5.1.2024 25:00
            d.M.yyyy   | 5.1.2024x
            d/M/yyyy   | 1/31/2024
            d MMM yyyy | 31 febrero 2024
            d MMM yyyy | 5 Foo 2024
            serial     | 2024
            """)
    void refusesWhatIsNoDay(String pattern, String text) {
        assertThat(DateFormat.of(pattern).parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "ru", "uk", "tr", "el", "hu",
        "ro"})
    void readsEachMonthOfALanguage(String language) {
        for (var month : Month.values()) {
            var name = month.getDisplayName(TextStyle.FULL, Locale.of(language));

            assertThat(DateFormat.of("d MMMM yyyy").parse("7 " + name + " 2023")).as(name)
                    .isEqualTo(LocalDate.of(2023, month, 7));
            assertThat(DateFormat.of("d MMMM yyyy").parse("7 " + name.toUpperCase(Locale.of(language)) + " 2023"))
                    .as(name)
                    .isEqualTo(LocalDate.of(2023, month, 7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5. Mrz. 2026", "5. Mrz 2026", "05 MRZ 2026", "5. März 2026", "5. Mär. 2026"})
    void readsMarchAsGermanSpreadsheetsWriteIt(String text) {
        assertThat(DateFormat.of("d MMM yyyy").parse(text)).isEqualTo(LocalDate.of(2026, 3, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Pacific/Auckland    | 2026-02-28T23:30:00Z        | 2026-03-01
            Pacific/Auckland    | 2026-02-28 23:30 UTC        | 2026-03-01
            America/New_York    | 2026-03-01T02:00:00Z        | 2026-02-28
            America/New_York    | 2026-03-01T02:00:00.5+00:00 | 2026-02-28
            America/New_York    | 2026-03-01T02:00:00.500+0000 | 2026-02-28
            America/New_York    | 2026-03-01 02:00            | 2026-03-01
            America/New_York    | 2026-03-01T00:00:00.000Z    | 2026-03-01
            America/New_York    | 2026-03-01T00:00:01Z        | 2026-02-28
            Europe/Berlin       | 2026-03-01 11:30 PM -05     | 2026-03-02
            Europe/Berlin       | 2026-03-01 12:30 AM -05     | 2026-03-01
            Europe/Berlin       | 2026-03-01T24:00:00+01:00   | 2026-03-02
            Europe/Berlin       | 2026-03-01T23:30:00+99      |
            Pacific/Auckland    | 9999-12-31T23:30:00Z        |
            """)
    void readsTheDayInAZoneWhereATimeHasAnOffset(String zone, String text, @Nullable LocalDate day) {
        assertThat(DateFormat.of("yyyy-MM-dd").parse(text, ZoneId.of(zone))).isEqualTo(day);
    }

    @Test
    void readsTheDayInAZoneByAPatternThatHasTheOffset() {
        assertThat(DateFormat.of("yyyy-MM-dd'T'HH:mmX").parse("2026-02-28T23:30Z", ZoneId.of("Pacific/Auckland")))
                .isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @ParameterizedTest
    @CsvSource({"68,2068", "69,1969", "99,1999", "00,2000"})
    void takesShortYearsForThoseAroundNow(String year, int full) {
        assertThat(DateFormat.of("d.M.yy").parse("1.2." + year)).isEqualTo(LocalDate.of(full, 2, 1));
        assertThat(DateFormat.of("d MMM yy").parse("1 Feb " + year)).isEqualTo(LocalDate.of(full, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bbb", "yyyy", "dd.MM", "HH:mm", "'yyyy-MM-dd'", "[[", "yyyy-MM-dd]", ""})
    void refusesWhatIsNoPatternOfADay(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> DateFormat.of(pattern));
    }

    /** Of the offset's midnight; any other moment is of the day that it is in the reader's zone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            yyyy-MM-dd                  | 2026-01-05T00:00:00Z           | 2026-01-05
            yyyy-MM-dd'T'HH:mm:ssXXX    | 2026-01-05T00:00:00Z           | 2026-01-05
            yyyy-MM-dd'T'HH:mm:ssX      | 2026-01-05T00:00:00Z           | 2026-01-05
            yyyy-MM-dd'T'HH:mmXXX       | 2026-01-05T00:00+03:00         | 2026-01-05
            yyyy-MM-dd'T'HH:mm:ss.SSSX  | 2026-01-05T00:00:00.000Z       | 2026-01-05
            yyyy-MM-dd                  | 2026-01-05T00:00:01Z           | 2026-01-04
            yyyy-MM-dd'T'HH:mm:ssXXX    | 2026-01-05T00:00:01Z           | 2026-01-04
            yyyy-MM-dd                  | 2026-01-05T04:59:59Z           | 2026-01-04
            yyyy-MM-dd'T'HH:mm:ssXXX    | 2026-01-05T04:59:59Z           | 2026-01-04
            yyyy-MM-dd'T'HH:mm:ssXXX    | 2026-01-05T05:00:00Z           | 2026-01-05
            """)
    void takesMidnightForTheDayAsItIsWrittenInWhateverFormat(String pattern, String text, LocalDate day) {
        assertThat(DateFormat.of(pattern).parse(text, ZoneId.of("America/New_York"))).isEqualTo(day);
    }

    /** As Java writes a day in each language, in full and short. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "he", "fa", "ur", "hi", "mr", "bn", "ta", "te", "th", "ka", "hy", "az", "kk", "sr",
        "mk", "sq", "ms", "de", "tr", "ru"})
    void readsTheMonthsOfALanguage(String tag) {
        for (var month : Month.values()) {
            for (var style : List.of(TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE)) {
                var text = "15 " + month.getDisplayName(style, Locale.forLanguageTag(tag)) + " 2026";

                assertThat(DateFormat.of("d MMM yyyy").parse(text)).as(text).isEqualTo(LocalDate.of(2026, month, 15));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            d MMM yyyy   | 15 \u0628 2026
            d MMM yyyy   | 15 listopad 2026
            """)
    void readsNoNameThatIsNoneOrTwo(String pattern, String text) {
        assertThat(DateFormat.of(pattern).parse(text)).isNull();
    }
}
