package dev.tenantry.shared.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Spares servers that fail, and whoever would wait for them: circuits by organization and host, which {@link EgressClient} asks, and by
 * organization and integration. They live in the memory of one instance. What is nobody's in particular passes none, so that no
 * organization's failures hold up another.
 */
@Component
@EnableConfigurationProperties(CircuitSettings.class)
public class Circuits {

    private static final int MOST = 100_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final CircuitSettings settings;
    private final Clock clock;
    private final Counter opened;
    private final Counter deferred;
    private final Cache<Key, Circuit> circuits = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    Circuits(CircuitSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.opened = meters.counter("tenantry.egress.circuits.opened");
        this.deferred = meters.counter("tenantry.egress.deferred");
        for (var state : CircuitState.values()) {
            meters.gauge("tenantry.egress.circuits", Tags.of("state", state.toString()), this,
                    circuits -> circuits.count(state));
        }
    }

    private record Key(UUID organization, String name) {}

    /** A request that is let through: closed when it is over, and told before that what came of it, unless it was not sent. */
    public final class Passage implements AutoCloseable {

        private final @Nullable Circuit circuit;
        private final int turn;

        private Passage(@Nullable Circuit circuit, int turn) {
            this.circuit = circuit;
            this.turn = turn;
        }

        /** @param isWell whether whoever was asked is there and does what it should */
        public void tell(boolean isWell) {
            if (circuit == null) {
                return;
            }
            if (isWell) {
                circuit.succeeded(turn, clock.instant());
            } else if (circuit.failed(turn, clock.instant())) {
                opened.increment();
            }
        }

        @Override
        public void close() {
            if (circuit != null) {
                circuit.released(turn, clock.instant());
            }
        }
    }

    /** @throws Deferred where the organization's circuit of that integration is open */
    public Passage enter(UUID integration) throws Deferred {
        return enter(name(integration));
    }

    /** @throws Deferred where the organization's circuit of that host and port is open */
    Passage enter(URI url) throws Deferred {
        return enter(name(url));
    }

    /** As this instance sees it. */
    public CircuitState state(UUID integration) {
        return state(name(integration));
    }

    /** As this instance sees it. @param url closed, too, where it is none */
    public CircuitState stateOfHost(String url) {
        try {
            return state(name(EgressUrl.parse(url)));
        } catch (URISyntaxException _) {
            return CircuitState.CLOSED;
        }
    }

    /** What failed may have been mended. */
    public void forget(UUID integration) {
        circuits.invalidate(key(name(integration)));
    }

    private Passage enter(String name) throws Deferred {
        if (!TenantContext.isBound()) {
            return new Passage(null, 0);
        }
        var circuit = circuits.get(key(name), _ -> new Circuit(settings));
        var turn = circuit.admit(clock.instant());
        if (turn == Circuit.REFUSED) {
            deferred.increment();
            throw new Deferred(name, pause(circuit));
        }
        return new Passage(circuit, turn);
    }

    /** Not all who wait come at once, of whom one tries. */
    private Duration pause(Circuit circuit) {
        var spread = ThreadLocalRandom.current().nextLong(1, settings.pause().toMillis() + 1);
        return circuit.remaining(clock.instant()).plusMillis(spread);
    }

    private CircuitState state(String name) {
        var circuit = circuits.getIfPresent(key(name));
        return circuit == null ? CircuitState.CLOSED : circuit.state();
    }

    private long count(CircuitState state) {
        return circuits.asMap().values().stream().filter(circuit -> circuit.state() == state).count();
    }

    private static Key key(String name) {
        return new Key(TenantContext.current().organizationId(), name);
    }

    private static String name(UUID integration) {
        return "integration " + integration;
    }

    private static String name(URI url) {
        var usual = "http".equalsIgnoreCase(url.getScheme()) ? HTTP : HTTPS;
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (url.getPort() < 0 ? usual : url.getPort());
    }
}
