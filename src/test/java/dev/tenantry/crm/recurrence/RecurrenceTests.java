package dev.tenantry.crm.recurrence;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** That rules mean what RFC 5545 says, against an expansion that looks at every moment there is. */
class RecurrenceTests {

    private static final LocalDateTime START = LocalDateTime.of(2023, 12, 29, 9, 30, 15);
    private static final List<String> BY_DAY = List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY");

    @ParameterizedTest
    @ValueSource(strings = {"", "BYMONTH=2,7", "BYMONTH=2;BYMONTHDAY=29", "BYMONTHDAY=31", "BYMONTHDAY=-1,13",
        "BYDAY=FR",
        "BYDAY=MO,WE,SU", "BYMONTHDAY=13;BYDAY=FR", "BYHOUR=8,20", "BYMINUTE=0,45", "BYSECOND=0,30",
        "BYHOUR=6;BYMINUTE=15",
        "BYMONTH=1;BYDAY=MO;BYSETPOS=1,-1", "INTERVAL=3", "INTERVAL=2;WKST=SU;BYDAY=TU,SU", "COUNT=7"})
    void everyFrequencyTakesEveryPart(String part) {
        for (var frequency : BY_DAY) {
            if (!frequency.equals("WEEKLY") || !part.contains("BYMONTHDAY")) {
                assertIsAsBruteForce("FREQ=" + frequency + (part.isEmpty() ? "" : ";" + part), START,
                        START.plusYears(5));
            }
        }
        for (var frequency : List.of("HOURLY", "MINUTELY", "SECONDLY")) {
            // Such as go by minutes are refused, and the library gives those up that take long to come.
            if (!part.contains("BYMONTH") && !part.contains("BYDAY")
                    && (frequency.equals("HOURLY") || !part.contains("BYHOUR"))) {
                assertIsAsBruteForce("FREQ=" + frequency + (part.isEmpty() ? "" : ";" + part), START,
                        frequency.equals("HOURLY") ? START.plusDays(8) : START.plusMinutes(50));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=YEARLY;BYYEARDAY=1,100,-1", "FREQ=YEARLY;BYYEARDAY=366",
        "FREQ=YEARLY;BYWEEKNO=1,20,53",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU",
        "FREQ=YEARLY;BYWEEKNO=20;WKST=SU;BYDAY=SU",
        "FREQ=YEARLY;BYDAY=20MO,-1FR", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=1MO,-1FR",
        "FREQ=MONTHLY;BYDAY=5TU", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;INTERVAL=13;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "FREQ=HOURLY;BYDAY=MO",
        "FREQ=HOURLY;INTERVAL=5", "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30;BYSETPOS=2"})
    void whatOnlySomeFrequenciesTakeIsAsItIsMeant(String rule) {
        assertIsAsBruteForce(rule, START, START.plusYears(rule.contains("HOURLY") ? 1 : 10));
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29T08:00:00", "2023-01-31T23:59:59", "2023-12-31T00:00:00"})
    void leapDaysAndLastDaysAreLeftOutWhereThereAreNone(LocalDateTime start) {
        for (var frequency : BY_DAY) {
            assertIsAsBruteForce("FREQ=" + frequency, start, start.plusYears(9));
        }
    }

    @Test
    void randomRulesAreAsBruteForceHasThem() {
        checkRandom(1, 250, START.plusYears(3));
    }

    @Test
    @Tag("stress")
    void aThousandRandomRulesAreAsBruteForceHasThem() {
        checkRandom(2, 1000, START.plusYears(8));
    }

    private static void checkRandom(long seed, int rules, LocalDateTime end) {
        var random = new RandomRules(seed);
        var refused = 0;
        for (var index = 0; index < rules; index++) {
            var start = START.plusDays(random.below(400)).plusMinutes(random.below(1440));
            var rule = random.next(BY_DAY);
            if (isTaken(rule, start)) {
                assertIsAsBruteForce(rule, start, end);
            } else {
                refused++;
            }
        }
        assertThat(refused).as("rules that come too rarely, or never").isLessThan(rules / 5);
    }

    private static boolean isTaken(String rule, LocalDateTime start) {
        try {
            Recurrence.of(rule).check(start, ZoneOffset.UTC, false);
            return true;
        } catch (InvalidRecurrenceException _) {
            return false;
        }
    }

    private static void assertIsAsBruteForce(String rule, LocalDateTime start, LocalDateTime end) {
        var expected = new BruteForce(rule, start).until(end);
        var found = new ArrayList<LocalDateTime>();
        Recurrence.of(rule).follow(start, start, ZoneOffset.UTC, time -> !time.isAfter(end) && found.add(time));

        assertThat(found).as("%s from %s", rule, start).containsExactlyElementsOf(expected);
        var late = start.plusSeconds(Duration.between(start, end).toSeconds() / 2);
        var rest = new ArrayList<LocalDateTime>();
        Recurrence.of(rule).follow(start, late, ZoneOffset.UTC, time -> {
            if (!time.isBefore(late) && !time.isAfter(end)) {
                rest.add(time);
            }
            return !time.isAfter(end);
        });
        assertThat(rest).as("%s from %s, asked from %s on", rule, start, late)
                .containsExactlyElementsOf(expected.tailSet(late, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY;BYMONTH=1",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;UNTIL=20300101", "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=5001", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=3;UNTIL=20300101", "FREQ=DAILY;FREQ=DAILY",
        "FREQ=NEVER",
        "FREQ=DAILY;UNTIL=yesterday", "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5", "FREQ=DAILY;BYSECOND=61",
        "FREQ=WEEKLY;BYDAY=1MO",
        "RSCALE=HEBREW;FREQ=YEARLY", "BYDAY=MO", "FREQ=DAILY;;", "FREQ=YEARLY;INTERVAL=2147483647"})
    @Timeout(value = 3, unit = SECONDS)
    void whatCannotBeFollowedIsRefusedAtOnce(String rule) {
        assertThatThrownBy(() -> Recurrence.of(rule).check(START, ZoneOffset.UTC, false))
                .isInstanceOf(InvalidRecurrenceException.class);
    }
}
