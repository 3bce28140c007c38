package dev.tenantry.shared.http;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-06T08:49:07Z");
    private static final Duration LONGEST = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"30 | PT30S", "0 | PT0S", " 7 | PT7S", "99999 | PT1H",
        "999999999999999999 | PT1H", "Fri, 06 Nov 2026 08:49:37 GMT | PT30S", "Friday, 06-Nov-26 08:49:37 GMT | PT30S",
        "Fri Nov  6 08:49:37 2026 | PT30S", "Fri, 06 Nov 2026 08:00:00 GMT | PT0S",
        "Sat, 06 Nov 2027 08:49:37 GMT | PT1H"})
    void isSecondsOrADate(String header, Duration wait) {
        assertThat(RetryAfter.read(header, NOW, LONGEST)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "9999999999999999999", "Fri, 99 Nov 2026 08:49:37 GMT"})
    void isNothingWhereItIsNeither(String header) {
        assertThat(RetryAfter.read(header, NOW, LONGEST)).isNull();
    }

    @Test
    void isNothingWhereThereIsNone() {
        assertThat(RetryAfter.read(null, NOW, LONGEST)).isNull();
    }
}
