package dev.tenantry.shared.http;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Parallel;

import static dev.tenantry.automation.Workflows.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Against a server that goes down and comes back. */
class CircuitsTests {

    private static final TenantContext OURS = new TenantContext(UUID.randomUUID(), null);
    private static final TenantContext THEIRS = new TenantContext(UUID.randomUUID(), null);

    private final HookReceiver server = new HookReceiver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Instant now = Instant.parse("2026-03-14T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Circuits circuits = new Circuits(
            new CircuitSettings(5, Duration.ofSeconds(30), Duration.ofMinutes(10)), clock, meters);
    private final EgressClient client = new EgressClient(
            new EgressGuard(new EgressSettings(false, false, Set.of("localhost"))), circuits);

    @AfterEach
    void close() throws IOException {
        server.close();
        client.close();
    }

    @Test
    void sendNothingToAServerThatIsDownUntilOneRequestFindsItBack() {
        server.goDown();
        assertThat(asked(5)).containsOnly("failed");
        assertThat(asked(3)).containsOnly("deferred");
        server.comeBack();
        assertThat(asked(1)).containsOnly("deferred");
        assertThat(server.deliveries()).isEmpty();

        now = now.plusSeconds(30);

        assertThat(asked(3)).containsOnly("200");
        assertThat(server.deliveries()).hasSize(3);
        assertThat(count("tenantry.egress.deferred")).isEqualTo(4);
        assertThat(count("tenantry.egress.circuits.opened")).isEqualTo(1);
    }

    @Test
    void letOneTryOfManyAtOnce() {
        server.goDown();
        asked(5);
        now = now.plusSeconds(30);
        assertThat(Parallel.times(50, () -> ask(OURS))).contains("failed")
                .filteredOn("failed"::equals)
                .hasSize(1);
        now = now.plusSeconds(60);
        server.comeBack();
        server.answerWith(exchange -> {
            await(() -> count("tenantry.egress.deferred") == 49 + 49, "others are let through, too");
            HookReceiver.answer(exchange, 200, "");
        });

        var all = Parallel.times(50, () -> ask(OURS));

        assertThat(all).filteredOn("200"::equals).hasSize(1);
        assertThat(server.deliveries()).hasSize(1);
        assertThat(state(OURS)).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void areEachOrganizationsOwnAndEachHosts() {
        server.goDown();
        asked(5);
        server.comeBack();

        assertThat(asked(1)).containsOnly("deferred");
        assertThat(ask(THEIRS)).isEqualTo("200");
        assertThat(ask()).as("nobody's in particular").isEqualTo("200");
        try (var other = new HookReceiver()) {
            String elsewhere = OURS.call(() -> ask(other));
            assertThat(elsewhere).isEqualTo("200");
        }
        assertThat(state(THEIRS)).isEqualTo(CircuitState.CLOSED);
        assertThat(state(OURS)).isEqualTo(CircuitState.OPEN);
        assertThat(meters.get("tenantry.egress.circuits").tag("state", "open").gauge().value()).isEqualTo(1);
    }

    @Test
    void countAnswersOfAServerThatFailsAndNotWhatItRefuses() {
        server.answerWith(exchange -> HookReceiver.answer(exchange, 429, ""));
        assertThat(asked(6)).containsOnly("429");
        server.answerWith(exchange -> HookReceiver.answer(exchange, 503, ""));

        assertThat(asked(6)).containsExactly("503", "503", "503", "503", "503", "deferred");
    }

    @Test
    void tellNotAllWhoWaitToComeAtOnce() {
        server.goDown();
        asked(5);

        List<Duration> pauses = OURS.call(() -> IntStream.range(0, 20).mapToObj(_ -> pause()).toList());

        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(30),
                Duration.ofSeconds(60)));
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(10);
    }

    private Duration pause() {
        try (var _ = circuits.enter(URI.create(server.url("/")))) {
            throw new AssertionError("it is asked");
        } catch (Deferred deferred) {
            return deferred.pause();
        }
    }

    private List<String> asked(int times) {
        return OURS.call(() -> IntStream.range(0, times).mapToObj(_ -> ask()).toList());
    }

    private CircuitState state(TenantContext whose) {
        return whose.call(() -> circuits.stateOfHost(server.url("/other")));
    }

    private String ask(TenantContext who) {
        return who.call(this::ask);
    }

    private String ask() {
        return ask(server);
    }

    private String ask(HookReceiver whom) {
        try {
            return Integer.toString(client.ask(EgressRequest.get(URI.create(whom.url("/")), Map.of())).status());
        } catch (Deferred _) {
            return "deferred";
        } catch (IOException _) {
            return "failed";
        }
    }

    private long count(String counter) {
        return (long) meters.get(counter).counter().count();
    }
}
