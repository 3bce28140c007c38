package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When what recurs takes place, by the clock of its zone. */
class SeriesTests {

    /** By the transitions themselves: before a gap and at the first of two, the offset is the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
        "America/Santiago"})
    void startsKeepToTheClockOfTheZone(String name) {
        var zone = ZoneId.of(name);
        for (var time : List.of("2024-01-01T02:30:00", "2024-01-01T00:15:00", "2024-01-01T01:45:00")) {
            var start = LocalDateTime.parse(time);
            var begins = at(start, zone);
            var series = new Series(new EventTime(begins, begins.plusSeconds(3600), null, null), zone, "FREQ=DAILY",
                    List.of(), Set.of());

            var found = series.between(begins, begins.plus(Duration.ofDays(900)))
                    .stream()
                    .map(one -> one.time().start())
                    .toList();

            var expected = new ArrayList<Instant>();
            for (var day = start; at(day, zone).isBefore(begins.plus(Duration.ofDays(900))); day = day.plusDays(1)) {
                expected.add(at(day, zone));
            }
            assertThat(found).containsExactlyElementsOf(expected);
        }
    }

    private static Instant at(LocalDateTime local, ZoneId zone) {
        var transition = zone.getRules().getTransition(local);
        return local.toInstant(transition == null ? zone.getRules().getOffset(local) : transition.getOffsetBefore());
    }

    @Test
    void anEndInUtcIsMeantInTheZone() {
        var zone = ZoneId.of("Asia/Tokyo");
        var begins = at(LocalDateTime.of(2026, 3, 2, 9, 0), zone);
        var series = new Series(new EventTime(begins, begins.plusSeconds(60), null, null), zone,
                "FREQ=DAILY;UNTIL=20260304T000000Z", List.of(), Set.of());

        assertThat(series.between(begins, begins.plus(Duration.ofDays(30)))).hasSize(3);
        assertThat(series.lastEnd()).isEqualTo("2026-03-04T00:01:00Z");
    }
}
