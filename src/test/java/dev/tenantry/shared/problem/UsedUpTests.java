package dev.tenantry.shared.problem;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UsedUpTests {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            PT15M, 5 in 15 minutes, PT15M
            PT1M, 5 in 1 minute, PT1M
            PT0.25S, 5 in 1 second, PT1S
            PT90S, 5 in 90 seconds, PT1M30S
            PT1H, 5 an hour, PT1H
            PT6H, 5 in 6 hours, PT6H
            P1D, 5 a day, P1D
            P30D, 5 in 30 days, PT720H
            PT0S, 5 at once, -""")
    void tellsItsWindowInWords(Duration window, String words, String period) {
        var usedUp = new UsedUp("sign-ins", "api_key", UsedUp.told(window), 5, Instant.EPOCH);

        assertThat(usedUp.inWords()).isEqualTo("sign-ins: " + words + " for one api key, until 1970-01-01T00:00:00Z");
        assertThat(usedUp.period()).isEqualTo(period);
    }
}
