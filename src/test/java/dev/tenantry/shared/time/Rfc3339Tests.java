package dev.tenantry.shared.time;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Rfc3339Tests {

    @ParameterizedTest
    @CsvSource({"2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z", "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.5+13:00, 2026-01-30T23:00:00.5Z",
        "2026-01-31T12:00:00.1234560-00:00, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00.123456000Z, 2026-01-31T12:00:00.123456Z",
        "2024-02-29T23:59:59-05:30, 2024-03-01T05:29:59Z", "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"})
    void readsTimes(String text, Instant time) {
        assertThat(Rfc3339.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1719741600000", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31T12:00Z",
        "2026-01-31 12:00:00Z", "2026-02-29T12:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T23:59:60Z",
        "2026-01-31T12:00:00,5Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567Z",
        "2026-01-31T12:00:00+1", "2026-01-31T12:00:00+0100", "2026-01-31T12:00:00+19:00",
        "2026-01-31T12:00:00+01:60", "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
        "٢٠٢٦-01-31T12:00:00Z"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Rfc3339.time(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000-01-01", "-0001-01-01", "10000-01-01", "2026-1-1", "2026-02-29", "20260101",
        "2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-32"})
    void refusesWhatIsNoDate(String text) {
        assertThatThrownBy(() -> Rfc3339.date(text)).isInstanceOf(DateTimeException.class);
    }
}
