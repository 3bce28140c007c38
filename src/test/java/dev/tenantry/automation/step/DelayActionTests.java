package dev.tenantry.automation.step;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DelayActionTests {

    /** In Vienna clocks go from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25 October 2026. */
    @ParameterizedTest
    @CsvSource({"2026-11-27T12:00:00Z, MONDAY, 09:00, Europe/Vienna, 2026-11-30T08:00:00Z",
        "2026-11-30T07:59:59Z, MONDAY, 09:00, Europe/Vienna, 2026-11-30T08:00:00Z",
        "2026-11-30T08:00:00Z, MONDAY, 09:00, Europe/Vienna, 2026-12-07T08:00:00Z",
        "2026-03-28T12:00:00Z, SUNDAY, 02:30, Europe/Vienna, 2026-03-29T01:30:00Z",
        "2026-03-28T12:00:00Z, SUNDAY, 09:00, Europe/Vienna, 2026-03-29T07:00:00Z",
        "2026-10-24T12:00:00Z, SUNDAY, 02:30, Europe/Vienna, 2026-10-25T00:30:00Z",
        "2026-10-24T12:00:00Z, , 09:00, Europe/Vienna, 2026-10-25T08:00:00Z",
        "2026-11-28T23:30:00Z, SUNDAY, 00:15, Pacific/Auckland, 2026-12-05T11:15:00Z",})
    void waitsForTheHourAsTheClocksOfTheZoneShowIt(Instant now, @Nullable DayOfWeek weekday, LocalTime time,
            String zone,
            Instant expected) {
        assertThat(DelayAction.next(now, weekday, time, ZoneId.of(zone))).isEqualTo(expected);
    }

    /** In New York clocks go from 02:00 to 03:00 on 8 March 2026 and from 02:00 to 01:00 on 1 November 2026. */
    @ParameterizedTest
    @CsvSource({"2026-03-15T04:00:00Z, -P14D, 2026-03-01T05:00:00Z",
        "2026-11-08T05:00:00Z, -P14D, 2026-10-25T04:00:00Z",
        "2026-03-07T14:00:00Z, P1D, 2026-03-08T13:00:00Z", "2026-03-07T14:00:00Z, PT24H, 2026-03-08T14:00:00Z",
        "2026-03-07T05:00:00Z, P1DT12H30M, 2026-03-08T17:30:00Z", "2026-03-09T04:00:00Z, -P1DT1H, 2026-03-08T04:00:00Z",
        "2026-03-07T14:00:00Z, PT0S, 2026-03-07T14:00:00Z"})
    void countsDaysByTheCalendarOfTheZone(Instant time, String offset, Instant expected) {
        assertThat(DelayAction.later(time, offset, ZoneId.of("America/New_York"))).isEqualTo(expected);
    }
}
