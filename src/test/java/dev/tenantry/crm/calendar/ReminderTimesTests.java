package dev.tenantry.crm.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.util.ReflectionTestUtils;

import dev.tenantry.shared.text.LocalFormat;

import static org.assertj.core.api.Assertions.assertThat;

/** When events are reminded of, by plain arithmetic. */
class ReminderTimesTests {

    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({"Europe/Vienna,2026-03-28T08:00:00Z,2026-03-29T07:00:00Z",
        "Europe/Vienna,2026-10-24T07:00:00Z,2026-10-25T08:00:00Z",
        "America/New_York,2026-03-07T14:00:00Z,2026-03-08T13:00:00Z",
        "Australia/Lord_Howe,2026-10-02T22:30:00Z,2026-10-03T22:00:00Z",
        "Asia/Tokyo,2026-03-28T00:00:00Z,2026-03-29T00:00:00Z"})
    void followTheClockOfTheEventAcrossItsChanges(String zone, Instant first, Instant second) {
        var times = daily(zone, first);

        var next = times.next(first.minus(HOUR).plusSeconds(1));

        assertThat(times.next(first.minus(Duration.ofHours(2)))).isEqualTo(first.minus(HOUR));
        assertThat(next).isEqualTo(second.minus(HOUR));
        assertThat(times.due(first.minus(HOUR), second.minus(HOUR))).extracting(ReminderTimes.Due::start)
                .containsExactly(second);
    }

    @Test
    void isOfWhatTheClockLeavesOutWhenItTakesPlace() {
        var start = Instant.parse("2026-03-28T01:30:00Z");

        var times = daily("Europe/Vienna", start);

        assertThat(times.due(start, start.plus(Duration.ofHours(24)))).extracting(ReminderTimes.Due::start)
                .containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void leaveOutWhatIsExcludedAndCancelledAndFollowWhatIsMoved() {
        var start = Instant.parse("2026-03-02T08:00:00Z");
        var moved = otherwise("2026-03-04T09:00:00", "2026-03-04T15:00:00Z", EventStatus.CONFIRMED);
        var cancelled = otherwise("2026-03-05T09:00:00", "2026-03-05T08:00:00Z", EventStatus.CANCELLED);
        var series = event("Europe/Vienna", start, "FREQ=DAILY;COUNT=6", List.of("2026-03-03T09:00:00"));

        var times = new ReminderTimes(series, List.of(moved, cancelled), HOUR, null);

        assertThat(all(times, start.minus(Duration.ofDays(1)))).containsExactly("2026-03-02T07:00:00Z",
                "2026-03-04T14:00:00Z", "2026-03-06T07:00:00Z", "2026-03-07T07:00:00Z");
    }

    @Test
    void areNoneOfWhatIsCancelledAndOfWhatIsOver() {
        var start = Instant.parse("2026-03-02T08:00:00Z");
        var once = new ReminderTimes(event("Europe/Vienna", start, null, List.of()), List.of(), HOUR, null);
        var cancelled = new ReminderTimes(otherwise("", start.toString(), EventStatus.CANCELLED), List.of(), HOUR,
                null);

        assertThat(once.next(start.minus(HOUR))).isNull();
        assertThat(once.due(start.minus(HOUR).minusSeconds(1), start)).hasSize(1);
        assertThat(once.due(start.minus(HOUR), start)).isEmpty();
        assertThat(cancelled.due(start.minus(Duration.ofDays(1)), start)).isEmpty();
    }

    @Test
    void onceAreOfWhatBeginsNext() {
        var at = Instant.parse("2026-03-03T12:00:00Z");
        var series = event("Europe/Vienna", Instant.parse("2026-03-02T08:00:00Z"), "FREQ=DAILY", List.of());

        var times = new ReminderTimes(series, List.of(), null, at);

        assertThat(times.next(at.minusSeconds(1))).isEqualTo(at);
        assertThat(times.next(at)).isNull();
        assertThat(times.due(at.minusSeconds(1), at)).singleElement()
                .isEqualTo(new ReminderTimes.Due(series,
                        series.time().at(LocalDateTime.parse("2026-03-04T09:00:00"), series.zone()), at));
    }

    @Test
    void tellTheTimeByTheClockOfWhomTheyReach() {
        var event = event("Europe/Vienna", Instant.parse("2026-03-29T00:30:00Z"), null, List.of());

        var plain = EventText.of(LocalFormat.PLAIN);
        assertThat(plain.when(event, event.time(), "Asia/Tokyo")).isEqualTo("2026-03-29 09:30 (Asia/Tokyo)");
        assertThat(plain.when(event, event.time(), "Mars/Base")).isEqualTo("2026-03-29 01:30 (Europe/Vienna)");
    }

    @ParameterizedTest
    @CsvSource({"de, dd.MM.yyyy, 29.03.2026 bis 01.04.2026, Erinnerung: Talk",
        "fr, dd/MM/yyyy, du 29/03/2026 au 01/04/2026, Rappel : Talk",
        "es, dd/MM/yyyy, del 29/03/2026 al 01/04/2026, Recordatorio: Talk",
        "ar, yyyy-MM-dd, من 2026-03-29 إلى 2026-04-01, تذكير: Talk",
        "en-US, MM/dd/yyyy, 03/29/2026 to 04/01/2026, Reminder: Talk",
        "it, dd/MM/yyyy, 29/03/2026 to 01/04/2026, Reminder: Talk"})
    void tellWholeDaysAsTheOrganizationWritesThem(String language, String format, String days, String begins) {
        var first = LocalDate.of(2026, 3, 29);
        var time = EventTime.ofDays(first, first.plusDays(3), ZoneId.of("Europe/Vienna"));
        var event = event("Europe/Vienna", time.start(), null, List.of());

        assertThat(EventText.of(LocalFormat.of(language, language, format)).inShort(event, time, null, null))
                .isEqualTo(begins + "\n" + days);
    }

    private static List<String> all(ReminderTimes times, Instant after) {
        var found = new ArrayList<String>();
        for (var next = times.next(after); next != null; next = times.next(next)) {
            found.add(next.toString());
        }
        return found;
    }

    private static ReminderTimes daily(String zone, Instant start) {
        return new ReminderTimes(event(zone, start, "FREQ=DAILY", List.of()), List.of(), HOUR, null);
    }

    private static CalendarEvent otherwise(String original, String start, EventStatus status) {
        var event = new CalendarEvent(request("Europe/Vienna", Instant.parse(start), null, List.of(), status),
                ZoneId.of("UTC"));
        if (!original.isEmpty()) {
            var series = event("Europe/Vienna", Instant.parse(start), "FREQ=DAILY", List.of());
            ReflectionTestUtils.setField(series, "id", 1L);
            event.except(series, LocalDateTime.parse(original));
        }
        return event;
    }

    private static CalendarEvent event(String zone, Instant start, @Nullable String rule, List<String> without) {
        return new CalendarEvent(request(zone, start, rule, without, EventStatus.CONFIRMED), ZoneId.of("UTC"));
    }

    private static CalendarEventRequest request(String zone, Instant start, @Nullable String rule,
            List<String> without, EventStatus status) {
        return new CalendarEventRequest("Talk", null, start, start.plus(HOUR), null, null, zone, null, null, status,
                null, null, null, null, null, null, rule, null, without, null);
    }
}
