package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitTests {

    private final Circuit circuit = new Circuit();
    private Instant now = Instant.parse("2026-03-14T09:00:00Z");

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        circuit.succeeded();
        fail(4);
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);

        fail(1);

        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
        assertThat(circuit.admits(now)).isFalse();
    }

    @Test
    void triesOneCallAfterAPauseThatGrowsWithEachThatFails() {
        fail(5);
        pass(29);
        assertThat(circuit.admits(now)).isFalse();

        pass(1);
        assertThat(circuit.admits(now)).isTrue();
        assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
        assertThat(circuit.admits(now)).as("another one meanwhile").isFalse();
        fail(1);

        pass(59);
        assertThat(circuit.admits(now)).isFalse();
        pass(1);
        assertThat(circuit.admits(now)).isTrue();
        circuit.succeeded();
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);
        assertThat(circuit.admits(now)).isTrue();
    }

    @Test
    void aTrialWhoseOutcomeIsNeverToldIsFollowedByAnother() {
        fail(5);
        pass(30);
        assertThat(circuit.admits(now)).isTrue();

        pass(30);

        assertThat(circuit.admits(now)).isTrue();
    }

    private void fail(int times) {
        for (var failure = 0; failure < times; failure++) {
            circuit.failed(now);
        }
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
