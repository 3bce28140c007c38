package dev.tenantry.integrations.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Random random = new Random(1);

    @Test
    void goesFromSecondsToADayAndEndsAfterSomeThreeDays() {
        var pauses = IntStream.rangeClosed(1, 9)
                .mapToObj(failures -> RetrySchedule.pauseAfter(failures, null, NOW, random))
                .toList();

        assertThat(pauses).doesNotContainNull().isSorted();
        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(pauses.getLast()).isBetween(Duration.ofHours(19), Duration.ofHours(29));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(Duration.ofDays(2),
                Duration.ofDays(4));
        assertThat(RetrySchedule.pauseAfter(10, null, NOW, random)).isNull();
    }

    @Test
    void waitsNoLessThanItIsAskedTo() {
        assertThat(RetrySchedule.pauseAfter(1, "3600", NOW, random)).isEqualTo(Duration.ofHours(1));
        assertThat(RetrySchedule.pauseAfter(1, "99999999", NOW, random)).isEqualTo(Duration.ofHours(24));
        assertThat(RetrySchedule.pauseAfter(9, "1", NOW, random)).isGreaterThan(Duration.ofHours(19));
        assertThat(RetrySchedule.pauseAfter(10, "1", NOW, random)).isNull();
    }
}
