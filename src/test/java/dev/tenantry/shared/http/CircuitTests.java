package dev.tenantry.shared.http;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircuitTests {

    private final Circuit circuit = new Circuit(
            new CircuitSettings(5, Duration.ofSeconds(30), Duration.ofSeconds(100)));
    private Instant now = Instant.parse("2026-03-14T09:00:00Z");

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4);
        circuit.succeeded(circuit.admit(now), now);
        fail(4);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);

        fail(1);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.admit(now)).isEqualTo(Circuit.REFUSED);
        assertThat(circuit.remaining(now)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void triesOneRequestAfterAPauseThatGrowsWithEachThatFails() {
        fail(5);

        for (var pause : new int[]{30, 60, 100, 100}) {
            pass(pause - 1);
            assertThat(circuit.admit(now)).isEqualTo(Circuit.REFUSED);
            pass(1);
            var trial = circuit.admit(now);
            assertThat(trial).isNotEqualTo(Circuit.REFUSED);
            assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
            pass(1000);
            assertThat(circuit.admit(now)).as("another one meanwhile").isEqualTo(Circuit.REFUSED);
            assertThat(circuit.failed(trial, now)).isTrue();
        }
    }

    @Test
    void closesWhenTheTrialSucceedsAndBeginsAnew() {
        fail(5);
        pass(30);
        circuit.failed(circuit.admit(now), now);
        pass(60);

        circuit.succeeded(circuit.admit(now), now);

        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        fail(4);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
        fail(1);
        assertThat(circuit.remaining(now)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isNotToldAnythingByRequestsOfAnEarlierTurn() {
        var early = circuit.admit(now);
        fail(5);
        pass(10);
        circuit.failed(early, now);
        assertThat(circuit.remaining(now)).isEqualTo(Duration.ofSeconds(20));
        pass(20);
        var trial = circuit.admit(now);

        circuit.succeeded(early, now);
        circuit.failed(early, now);
        circuit.released(early, now);

        assertThat(circuit.state()).isEqualTo(CircuitState.HALF_OPEN);
        circuit.succeeded(trial, now);
        assertThat(circuit.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void letsAnotherOneTryWhereTheTrialWasNotSent() {
        fail(5);
        pass(30);

        circuit.released(circuit.admit(now), now);

        assertThat(circuit.state()).isEqualTo(CircuitState.OPEN);
        assertThat(circuit.admit(now)).isNotEqualTo(Circuit.REFUSED);
    }

    private void fail(int times) {
        for (var failure = 0; failure < times; failure++) {
            circuit.failed(circuit.admit(now), now);
        }
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }
}
