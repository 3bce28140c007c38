package dev.tenantry.crm.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.time.Weekday;

import static org.assertj.core.api.Assertions.assertThat;

/** When days are told. */
class DigestTimesTests {

    private static final List<Weekday> EACH = List.of(Weekday.values());

    @ParameterizedTest
    @CsvSource({
        // The hour is left out, comes twice, or is none of a whole offset.
        "2, Europe/Vienna, 2026-03-29, 2026-03-29T01:00:00Z", "2, Europe/Vienna, 2026-10-25, 2026-10-25T00:00:00Z",
        "0, America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z", "7, Asia/Kathmandu, 2026-03-02, 2026-03-02T01:15:00Z",
        "7, Pacific/Kiritimati, 2026-03-02, 2026-03-01T17:00:00Z"})
    void areByTheClockOfTheZone(int hour, ZoneId zone, LocalDate day, Instant at) {
        assertThat(new DigestTimes(hour, EACH, zone, Instant.EPOCH).at(day)).isEqualTo(at);
    }

    @Test
    void comeOnceForADayHoweverOftenTheHourDoesAndWhereverTheMemberGoes() {
        var vienna = new DigestTimes(2, EACH, ZoneId.of("Europe/Vienna"), Instant.EPOCH);
        var day = LocalDate.parse("2026-10-25");
        assertThat(vienna.isDue(Instant.parse("2026-10-25T00:00:00Z"), null)).isTrue();
        assertThat(vienna.isDue(Instant.parse("2026-10-25T01:00:00Z"), day)).isFalse();

        var honolulu = new DigestTimes(2, EACH, ZoneId.of("Pacific/Honolulu"), Instant.EPOCH);
        assertThat(honolulu.isDue(Instant.parse("2026-10-25T13:00:00Z"), day)).isFalse();
        assertThat(honolulu.isDue(Instant.parse("2026-10-26T13:00:00Z"), day)).isTrue();
    }

    @Test
    void areLookedAtInAnHourAtMostAndOnTheDaysThatAreAskedFor() {
        var times = new DigestTimes(7, List.of(Weekday.MONDAY), ZoneId.of("UTC"), Instant.EPOCH);
        assertThat(times.next(Instant.parse("2026-03-02T06:40:00Z"), null)).isEqualTo("2026-03-02T07:00:00Z");
        assertThat(times.next(Instant.parse("2026-03-02T05:00:00Z"), null)).isEqualTo("2026-03-02T06:00:00Z");
        assertThat(times.next(Instant.parse("2026-03-02T07:00:00Z"), LocalDate.parse("2026-03-02")))
                .isEqualTo("2026-03-02T08:00:00Z");
        assertThat(times.isDue(Instant.parse("2026-03-03T09:00:00Z"), null)).isFalse();
    }

    @Test
    void passOverAnHourThatWasOverWhenItWasAskedForAndNoneThatComes() {
        var asked = Instant.parse("2026-03-02T14:37:00Z");
        var over = new DigestTimes(14, EACH, ZoneId.of("UTC"), asked);
        assertThat(over.isDue(asked.plusSeconds(60), null)).isFalse();
        assertThat(over.isDue(Instant.parse("2026-03-03T14:00:00Z"), null)).isTrue();

        var coming = new DigestTimes(15, EACH, ZoneId.of("UTC"), asked.plusSeconds(240));
        assertThat(coming.next(asked.plusSeconds(240), null)).isEqualTo("2026-03-02T15:00:00Z");
        assertThat(coming.isDue(Instant.parse("2026-03-02T15:00:00Z"), null)).isTrue();
    }
}
