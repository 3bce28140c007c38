package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import net.fortuna.ical4j.model.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.time.Zones;

import static org.assertj.core.api.Assertions.assertThat;

/** What files say of times around each change of each zone's clock. */
class IcsTimesTests {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-06-01T00:00:00Z");
    private static final DateTimeFormatter TIMED = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final List<Duration> LASTING = List.of(Duration.ZERO, Duration.ofMinutes(30), Duration.ofHours(1),
            Duration.ofHours(26));
    private static final ZoneId ELSEWHERE = ZoneId.of("Asia/Tokyo");

    private record Case(CalendarEvent event, String component) {}

    @Test
    void areReadAsTheSameMomentsByWhoeverReadsThem() {
        for (var zone : changing()) {
            var cases = cases(zone, null);
            var read = read(cases);

            for (var index = 0; index < cases.size(); index++) {
                var event = cases.get(index).event();
                assertThat(List.of(read.get(index).request().startAt(), read.get(index).request().endAt(),
                        read.get(index).request().timeZone())).as(cases.get(index).component())
                        .isEqualTo(List.of(event.time().start(), event.time().end(), zone.getId()));
                assertThat(others(cases.get(index).component(), "DTSTART")).containsOnly(event.time().start());
                assertThat(others(cases.get(index).component(), "DTEND")).containsOnly(event.time().end());
            }
        }
    }

    @Test
    void ofSeriesAreReadAsTheSameOccurrences() {
        for (var zone : changing()) {
            var cases = cases(zone, "FREQ=DAILY;COUNT=5");
            var read = read(cases);
            var expected = cases.stream().map(one -> Series.of(one.event())).map(IcsTimesTests::starts).toList();
            var found = read.stream()
                    .filter(one -> one.original() == null)
                    .map(one -> occurrences(one, read))
                    .toList();

            assertThat(found).as(zone.getId()).isEqualTo(expected);
        }
    }

    @Test
    void haveNoZonesOfTheLibrarys() {
        read(cases(ZoneId.of("Europe/Berlin"), null));

        assertThat(ZoneId.getAvailableZoneIds().stream().filter(name -> name.startsWith("ical4j")))
                .isNotEmpty()
                .allMatch(name -> Zones.known(name).isEmpty());
    }

    /** One of all zones whose clocks change alike. */
    private static List<ZoneId> changing() {
        var seen = new HashSet<List<Object>>();
        return ZoneId.getAvailableZoneIds()
                .stream()
                .sorted()
                .flatMap(name -> Zones.known(name).stream())
                .filter(zone -> !changes(zone).isEmpty())
                .filter(zone -> seen.add(List.of(changes(zone), zone.getRules().getOffset(FROM))))
                .toList();
    }

    private static List<Instant> changes(ZoneId zone) {
        return Stream.iterate(zone.getRules().nextTransition(FROM),
                change -> change != null && change.getInstant().isBefore(TO),
                change -> zone.getRules().nextTransition(change.getInstant()))
                .map(change -> change.getInstant())
                .toList();
    }

    private static List<Case> cases(ZoneId zone, @Nullable String rule) {
        var cases = new ArrayList<Case>();
        for (var change : changes(zone)) {
            for (var minutes = -150; minutes <= 150; minutes += 30) {
                for (var lasting : LASTING) {
                    var start = change.plus(Duration.ofMinutes(minutes));
                    cases.add(written(event(start, start.plus(lasting), zone, rule), "event" + cases.size()));
                }
            }
        }
        return cases;
    }

    private static CalendarEvent event(Instant start, Instant end, ZoneId zone, @Nullable String rule) {
        return new CalendarEvent(new CalendarEventRequest("x", null, start, end, null, null, zone.getId(), null, null,
                null, null, null, null, null, null, null, rule, null, null, null), zone);
    }

    private static Case written(CalendarEvent event, String uid) {
        var text = component(uid, IcsTimes.of(event, event, List.of()));
        return new Case(event, IcsTimes.isBegunLater(event) ? text + component(uid, IcsTimes.first(event)) : text);
    }

    private static String component(String uid, List<Property> times) {
        var text = new StringBuilder("BEGIN:VEVENT\r\nUID:" + uid + "\r\n");
        times.forEach(text::append);
        return text.append("END:VEVENT\r\n").toString();
    }

    private static List<IcsEvent> read(List<Case> cases) {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n");
        cases.forEach(one -> text.append(one.component()));
        return new IcsReader(() -> ELSEWHERE).read(text.append("END:VCALENDAR\r\n").toString());
    }

    /** What a program takes the time for that heeds the first of two that a clock shows, and one that heeds the second. */
    private static List<Instant> others(String component, String name) {
        var line = component.lines().filter(one -> one.startsWith(name)).findFirst().orElseThrow();
        var text = line.substring(line.lastIndexOf(':') + 1);
        if (text.endsWith("Z")) {
            return List.of(LocalDateTime.parse(text.replace("Z", ""), TIMED).toInstant(ZoneOffset.UTC));
        }
        var local = LocalDateTime.parse(text, TIMED);
        var zone = ZoneId.of(line.substring(line.indexOf("TZID=") + 5, line.lastIndexOf(':')));
        assertThat(zone.getRules().getValidOffsets(local)).as(component).isNotEmpty();
        return zone.getRules().getValidOffsets(local).stream().map(local::toInstant).toList();
    }

    private static List<EventTime> starts(Series series) {
        return series.between(FROM.minus(Duration.ofDays(9)), TO.plus(Duration.ofDays(9)))
                .stream()
                .map(Occurrence::time)
                .toList();
    }

    private static List<EventTime> occurrences(IcsEvent event, List<IcsEvent> all) {
        var zone = ZoneId.of(String.valueOf(event.request().timeZone()));
        var series = Series.of(new CalendarEvent(event.request(), zone));
        var first = all.stream().filter(one -> one.original() != null && one.uid().equals(event.uid())).findFirst();
        return series.between(FROM.minus(Duration.ofDays(9)), TO.plus(Duration.ofDays(9)))
                .stream()
                .map(one -> first
                        .filter(other -> other.original() != null
                                && other.original().apply(zone).equals(one.original()))
                        .map(other -> EventTime.of(other.request(), zone))
                        .orElse(one.time()))
                .toList();
    }
}
