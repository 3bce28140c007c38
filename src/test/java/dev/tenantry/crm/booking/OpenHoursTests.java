package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.time.Weekday;

import static org.assertj.core.api.Assertions.assertThat;

/** When a page is open, against a clock that is looked at minute by minute. */
class OpenHoursTests {

    private static final int ROUNDS = 60;

    /** Where clocks change: by an hour, by half of one, at midnight, and where a day is left out. */
    @ParameterizedTest
    @CsvSource({"Europe/Berlin, 2026-03-27", "Europe/Berlin, 2026-10-23", "America/New_York, 2026-03-06",
        "America/New_York, 2026-10-30", "Australia/Lord_Howe, 2026-04-03", "Australia/Lord_Howe, 2026-10-02",
        "Africa/Cairo, 2026-04-22", "Africa/Cairo, 2026-10-28", "Asia/Kathmandu, 2026-05-01",
        "America/Santiago, 2026-09-04", "Pacific/Apia, 2011-12-28"})
    void areThoseOfAClockThatIsLookedAtEachMinute(String name, LocalDate first) {
        var zone = ZoneId.of(name);
        var random = new Random(name.hashCode() + first.toEpochDay());
        for (var round = 0; round < ROUNDS; round++) {
            var hours = random(random, zone, first);
            var length = Duration.ofMinutes(5L * (1 + random.nextInt(40)));
            var step = Duration.ofMinutes(5L * (1 + random.nextInt(30)));
            var begin = first.atStartOfDay(zone).toInstant().plus(random.nextInt(600), ChronoUnit.MINUTES);
            var window = Span.of(begin, Duration.ofMinutes(60L + random.nextInt(4 * 24 * 60)));

            assertThat(new ArrayList<>(hours.starts(window, length, step)))
                    .as("%s, %s, %s every %s", hours, window, length, step)
                    .isEqualTo(bruteForce(hours, window, length, step));
        }
    }

    @Test
    void anHourThatComesTwiceIsOpenTwice() {
        var hours = open("Europe/Berlin", "02:00", "03:00");
        var night = new Span(Instant.parse("2026-10-24T20:00:00Z"), Instant.parse("2026-10-25T20:00:00Z"));

        assertThat(hours.starts(night, Duration.ofHours(1), Duration.ofHours(1)))
                .containsExactly(Instant.parse("2026-10-25T00:00:00Z"), Instant.parse("2026-10-25T01:00:00Z"));
    }

    @Test
    void anHourThatIsLeftOutIsNeverOpen() {
        var hours = open("Europe/Berlin", "02:00", "03:00");
        var night = new Span(Instant.parse("2026-03-28T20:00:00Z"), Instant.parse("2026-03-29T20:00:00Z"));

        assertThat(hours.starts(night, Duration.ofMinutes(5), Duration.ofMinutes(5))).isEmpty();
    }

    @Test
    void midnightIsNoEndWhereTheNextDayIsOpen() {
        var hours = OpenHours.of(List.of(),
                List.of(day("2026-05-04", "22:00", "24:00"), day("2026-05-05", "00:00", "01:00")),
                null, null, "Europe/Vienna");
        var night = new Span(Instant.parse("2026-05-04T12:00:00Z"), Instant.parse("2026-05-05T12:00:00Z"));

        assertThat(hours.starts(night, Duration.ofHours(2), Duration.ofHours(1)))
                .containsExactly(Instant.parse("2026-05-04T20:00:00Z"), Instant.parse("2026-05-04T21:00:00Z"));
    }

    private static OpenHours open(String zone, String from, String until) {
        var hours = List.of(new Hours(from, until));
        return OpenHours.of(List.of(new WeeklyHours(Weekday.SUNDAY, hours)), List.of(), null, null, zone);
    }

    private static DateOverride day(String date, String from, String until) {
        return new DateOverride(LocalDate.parse(date), List.of(new Hours(from, until)));
    }

    private static OpenHours random(Random random, ZoneId zone, LocalDate first) {
        var weekly = new ArrayList<WeeklyHours>();
        for (var day : Weekday.values()) {
            weekly.add(new WeeklyHours(day, hours(random)));
        }
        var overrides = List.of(new DateOverride(first.plusDays(random.nextInt(4)), hours(random)));
        return OpenHours.of(weekly, overrides, random.nextInt(4) == 0 ? first.plusDays(1) : null,
                random.nextInt(4) == 0 ? first.plusDays(2) : null, zone.getId());
    }

    /** Several of a day, in their order, some of which meet. */
    private static List<Hours> hours(Random random) {
        var bounds = new TreeSet<Integer>();
        for (var bound = 0; bound < 2 * random.nextInt(4); bound++) {
            bounds.add(random.nextInt(3) == 0 ? 12 * random.nextInt(25) : random.nextInt(289));
        }
        var all = List.copyOf(bounds);
        var hours = new ArrayList<Hours>();
        for (var index = 0; index + 1 < all.size(); index += random.nextInt(3) == 0 ? 1 : 2) {
            hours.add(new Hours(clock(all.get(index)), clock(all.get(index + 1))));
        }
        return List.copyOf(hours);
    }

    private static String clock(int fiveMinutes) {
        return String.format(Locale.ROOT, "%02d:%02d", fiveMinutes / 12, fiveMinutes % 12 * 5);
    }

    private static List<Instant> bruteForce(OpenHours hours, Span window, Duration length, Duration step) {
        var found = new ArrayList<Instant>();
        var begin = window.from().minus(3, ChronoUnit.DAYS);
        String before = null;
        var opened = begin;
        for (var minute = begin; minute.isBefore(window.to()); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            var now = opening(hours, minute);
            if (now != null && !now.equals(before)) {
                opened = minute;
            }
            before = now;
            if (now != null && !minute.isBefore(window.from())
                    && Duration.between(opened, minute).toMinutes() % step.toMinutes() == 0
                    && isOpenThroughout(hours, minute, length)) {
                found.add(minute);
            }
        }
        return found;
    }

    private static boolean isOpenThroughout(OpenHours hours, Instant start, Duration length) {
        for (var minute = start; minute.isBefore(start.plus(length)); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            if (opening(hours, minute) == null) {
                return false;
            }
        }
        return true;
    }

    /** Which hours of which day the clock is in; null where it is in none. */
    private static @Nullable String opening(OpenHours hours, Instant minute) {
        var local = minute.atZone(hours.zone());
        var day = local.toLocalDate();
        if (hours.from() != null && day.isBefore(hours.from()) || hours.until() != null && day.isAfter(hours.until())) {
            return null;
        }
        var ofDay = hours.dates()
                .getOrDefault(day, hours.days().getOrDefault(Weekday.of(day.getDayOfWeek()), List.of()));
        for (var one : ofDay) {
            var isBefore = !one.until().equals("24:00") && !local.toLocalTime().isBefore(LocalTime.parse(one.until()));
            if (!local.toLocalTime().isBefore(LocalTime.parse(one.from())) && !isBefore) {
                return day + one.from();
            }
        }
        return null;
    }
}
