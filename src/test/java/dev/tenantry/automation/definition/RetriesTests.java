package dev.tenantry.automation.definition;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RetriesTests {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final JsonMapper json = JsonMapper.builder().build();

    /** Whatever failed together returns spread over all of the pause. */
    @Test
    void pausesAreAnythingUpToWhatDoublesAndNoLongerThanTheCap() {
        var retries = Retries.read(json.readTree("{\"maxRetries\":8,\"retryDelaySeconds\":1}"));

        for (var longest : new int[][]{{1, 1}, {2, 2}, {3, 4}, {4, 5}, {8, 5}}) {
            var pauses = IntStream.range(0, 300)
                    .mapToObj(_ -> retries.pauseAfter(longest[0], LONGEST))
                    .sorted()
                    .toList();
            assertThat(pauses.getFirst()).isBetween(Duration.ZERO, Duration.ofMillis(longest[1] * 250L));
            assertThat(pauses.getLast())
                    .isBetween(Duration.ofMillis(longest[1] * 750L), Duration.ofSeconds(longest[1]));
        }
        assertThat(retries.allowAnotherAfter(8)).isTrue();
        assertThat(retries.allowAnotherAfter(9)).isFalse();
        assertThat(retries.maxAttempts()).isEqualTo(9);
    }

    @Test
    void areThreeWithinAMinuteAtFirstWhereNothingIsSaid() {
        assertThat(Retries.read(json.createObjectNode())).isEqualTo(new Retries(3, Duration.ofMinutes(1)));
    }

    /** As often as the step says. */
    @Test
    void beginSoonWhereWeAreToBlame() {
        var soon = Duration.ofSeconds(2);

        assertThat(new Retries(7, Duration.ofMinutes(1)).beginningWithin(soon)).isEqualTo(new Retries(7, soon));
        assertThat(new Retries(7, Duration.ZERO).beginningWithin(soon)).isEqualTo(new Retries(7, Duration.ZERO));
    }
}
