package dev.tenantry.automation.definition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTests {

    private static final ZoneId UTC = ZoneId.of("UTC");

    /** What comes after a moment, as far as it is given. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 9 * * *       | Europe/Vienna    | 2026-03-28T07:59:59Z | 2026-03-28T08:00:00Z 2026-03-29T07:00:00Z
            30 2 * * *      | Europe/Vienna    | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z
            0,30 2 * * *    | Europe/Vienna    | 2026-03-28T02:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
            30 2 * * *      | Europe/Vienna    | 2026-10-24T01:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            30 * * * *      | Europe/Vienna    | 2026-10-24T23:45:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z
            */30 */1 * * *  | Europe/Vienna    | 2026-03-29T00:29:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z
            0 1 * * *       | America/New_York | 2026-11-01T04:00:00Z | 2026-11-01T05:00:00Z 2026-11-02T06:00:00Z
            0 0 * * *       | America/Santiago | 2026-09-05T04:00:00Z | 2026-09-06T04:00:00Z 2026-09-07T03:00:00Z
            0 2 * * *       | Australia/Lord_Howe | 2026-10-03T15:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:00:00Z
            0 12 * * *      | Asia/Kathmandu   | 2026-06-01T06:15:00Z | 2026-06-02T06:15:00Z
            30 9 * * MON-FRI | UTC             | 2026-11-27T09:30:00Z | 2026-11-30T09:30:00Z 2026-12-01T09:30:00Z
            @daily          | Europe/Vienna    | 2026-11-27T09:30:00Z | 2026-11-27T23:00:00Z 2026-11-28T23:00:00Z
            @weekly         | UTC              | 2026-11-27T09:30:00Z | 2026-11-29T00:00:00Z 2026-12-06T00:00:00Z
            @hourly         | UTC              | 2026-11-27T09:30:00Z | 2026-11-27T10:00:00Z 2026-11-27T11:00:00Z
            0 0 29 2 *      | UTC              | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z
            0 8 L * *       | UTC              | 2026-01-31T09:00:00Z | 2026-02-28T08:00:00Z 2026-03-31T08:00:00Z
            """)
    void comesAsTheClocksOfItsZoneGo(String cron, String zone, String after, String expected) {
        var schedule = new Schedule(cron, ZoneId.of(zone), Schedule.CatchUp.LAST);
        var times = new ArrayList<String>();
        var wanted = List.of(expected.split(" "));
        for (var time = Instant.parse(after); times.size() < wanted.size();) {
            time = Objects.requireNonNull(schedule.next(time, UTC));
            times.add(time.toString());
        }

        assertThat(times).isEqualTo(wanted);
    }

    @Test
    void usesTheOtherZoneWhereItHasNone() {
        assertThat(new Schedule("0 9 * * *", null, Schedule.CatchUp.LAST).next(Instant.parse("2026-06-01T00:00:00Z"),
                ZoneId.of("Asia/Tokyo"))).isEqualTo("2026-06-02T00:00:00Z");
    }

    /** As it was written. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            61 9 * * *      | '61' is no minute
            0 25 * * *      | '25' is no hour
            0 9 32 * *      | '32' is no day of the month
            0 9 * 13 *      | '13' is no month
            0 9 * * MON-XYZ | 'MON-XYZ' is no day of the week""")
    void tellsWhichFieldIsWrong(String cron, String fault) {
        assertThat(new Schedule(cron, null, Schedule.CatchUp.LAST).fault()).startsWith(fault + " (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 9 * * *", "9 * * *", "@dayly", "@reboot", "0 25 * * *", "0 9 * * XYZ", "0 0 30 2 *",
        "a b c d e",
        "* * * * * *", "0 9 1,15 * MON"})
    void refusesWhatIsNone(String cron) {
        assertThat(new Schedule(cron, null, Schedule.CatchUp.LAST).fault()).isNotNull();
    }
}
