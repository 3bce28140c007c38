package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/** The circuits of integrations; one that asks another host begins anew. */
@Component
class Circuits {

    private static final int MOST = 100_000;

    private final Cache<UUID, ToHost> circuits = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    private record ToHost(String host, Circuit circuit) {}

    Circuit of(UUID integration, String host) {
        var found = circuits.asMap()
                .compute(integration, (_, known) -> known != null && known.host.equals(host)
                        ? known
                        : new ToHost(host, new Circuit()));
        return Objects.requireNonNull(found).circuit;
    }

    /** What failed may have been mended. */
    void forget(UUID integration) {
        circuits.invalidate(integration);
    }

    Circuit.State state(UUID integration) {
        var known = circuits.getIfPresent(integration);
        return known == null ? Circuit.State.CLOSED : known.circuit.state();
    }
}
