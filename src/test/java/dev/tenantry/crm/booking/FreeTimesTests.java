package dev.tenantry.crm.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.util.ReflectionTestUtils;

import dev.tenantry.crm.booking.BookingRows.Taken;
import dev.tenantry.crm.booking.FreeSlots.Asked;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is free when, against a calendar that is looked at minute by minute, over days on which clocks change. */
class FreeTimesTests {

    private static final int ROUNDS = 150;
    private static final Instant BEGIN = Instant.parse("2026-10-23T00:00:00Z");
    private static final int MINUTES = 4 * 24 * 60;

    private record Case(BookingPage page, Asked asked, List<UUID> hosts, List<Own> busy, List<Taken> taken) {}

    private record Own(UUID host, Span span) {}

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe",
        "Asia/Kathmandu"})
    void areThoseOfACalendarThatIsLookedAtEachMinute(String zone) {
        var random = new Random(zone.hashCode());
        for (var round = 0; round < ROUNDS; round++) {
            var one = random(random, zone);
            var times = new Calendars.Times(one.asked);
            one.busy.forEach(own -> times.busy(own.host, own.span));
            one.taken.forEach(times::take);
            for (var attempt = 0; attempt < 20; attempt++) {
                var slot = Span.of(BEGIN.plus(random.nextInt(MINUTES), ChronoUnit.MINUTES), one.asked.length());
                var free = one.hosts.stream().filter(host -> isFree(one, host, slot)).toList();
                var expected = one.asked.areAll() && free.size() < one.hosts.size() ? List.<UUID>of() : free;

                assertThat(times.free(slot)).as("%s of %s", slot, one).isEqualTo(expected);
                assertThat(times.isFree(slot)).isEqualTo(!expected.isEmpty());
            }
        }
    }

    private static Case random(Random random, String zone) {
        var request = new BookingPageRequest("P", null, null, null, null, null, null, zone, null, null, null, null,
                5 * random.nextInt(12), 5 * random.nextInt(12), null, null, null,
                random.nextBoolean() ? null : 1 + random.nextInt(3), null, null, null, null, null, null, null);
        var page = new BookingPage(request, UUID.randomUUID(), "UTC");
        ReflectionTestUtils.setField(page, "id", 1L);
        var hosts = Stream.generate(UUID::randomUUID).limit(1 + random.nextInt(3)).toList();
        var asked = new Asked(page, Duration.ofMinutes(5L * (1 + random.nextInt(12))), hosts, random.nextBoolean(),
                null);
        var busy = new ArrayList<Own>();
        var taken = new ArrayList<Taken>();
        for (var host : hosts) {
            IntStream.range(0, random.nextInt(12)).forEach(_ -> busy.add(new Own(host, span(random))));
            IntStream.range(0, random.nextInt(6)).forEach(_ -> {
                var span = span(random);
                busy.add(new Own(host, span));
                taken.add(new Taken(host, 1L + random.nextInt(2), span,
                        span.within(Duration.ofMinutes(5L * random.nextInt(12)),
                                Duration.ofMinutes(5L * random.nextInt(12)))));
            });
        }
        return new Case(page, asked, hosts, busy, taken);
    }

    /** Some take no time. */
    private static Span span(Random random) {
        return Span.of(BEGIN.plus(random.nextInt(MINUTES), ChronoUnit.MINUTES),
                Duration.ofMinutes(5L * random.nextInt(60)));
    }

    private static boolean isFree(Case one, UUID host, Span slot) {
        var zone = ZoneId.of(one.page.getTimeZone());
        var wide = slot.within(one.page.before(), one.page.behind());
        for (var minute = wide.from(); minute.isBefore(wide.to()); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            var now = minute;
            var isWithin = !now.isBefore(slot.from()) && now.isBefore(slot.to());
            if (one.busy.stream().anyMatch(own -> own.host.equals(host) && has(own.span, now))
                    || isWithin && one.taken.stream()
                            .anyMatch(taken -> taken.host().equals(host) && has(taken.blocked(), now))) {
                return false;
            }
        }
        var day = LocalDate.ofInstant(slot.from(), zone);
        var sameDay = one.taken.stream()
                .filter(taken -> taken.host().equals(host) && taken.page() == 1L
                        && LocalDate.ofInstant(taken.slot().from(), zone).equals(day))
                .count();
        return one.page.getMostADay() == null || sameDay < one.page.getMostADay();
    }

    private static boolean has(Span span, Instant minute) {
        return !minute.isBefore(span.from()) && minute.isBefore(span.to());
    }
}
