package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.shared.problem.Redacted;

/**
 * The keys that providers sign with. A key that is not known may be a new one, so the provider is asked again, though not
 * more often than every few seconds: tokens that name keys come from strangers.
 */
@Component
class ProviderKeys {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ProviderClient client;
    private final Clock clock;
    private final Map<URI, Ring> rings = new ConcurrentHashMap<>();
    /** When a key was last looked for that was not known. */
    private final Map<URI, Instant> looks = new ConcurrentHashMap<>();

    ProviderKeys(ProviderClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Named(@Nullable String id, PublicKey key) {}

    private record Ring(List<Named> keys, Instant readAt) {

        @Nullable
        PublicKey find(@Nullable String id, String algorithm) {
            var fitting = keys.stream()
                    .filter(key -> isFor(key.key, algorithm) && (id == null || id.equals(key.id)))
                    .toList();
            return fitting.size() == 1 ? fitting.getFirst().key : null;
        }
    }

    /**
     * The key of this id that signs by this algorithm; without an id, the only one that does. Null where there is none.
     *
     * @throws ProviderFault where the provider does not tell its keys
     */
    @Nullable
    PublicKey find(URI location, @Nullable String id, String algorithm) {
        var key = ring(location).find(id, algorithm);
        return key == null && mayLook(location) ? reread(location).find(id, algorithm) : key;
    }

    private boolean mayLook(URI location) {
        var now = clock.instant();
        return looks.merge(location, now, (last, next) -> last.plus(PAUSE).isAfter(next) ? last : next).equals(now);
    }

    private Ring ring(URI location) {
        var ring = rings.get(location);
        return ring != null && ring.readAt.plus(KEPT).isAfter(clock.instant()) ? ring : reread(location);
    }

    private Ring reread(URI location) {
        var read = read(location);
        rings.put(location, read);
        return read;
    }

    private Ring read(URI location) {
        var reply = client.get(location, Map.of("Accept", "application/json"));
        if (reply.status() != 200) {
            throw ProviderFault.notDescribed("keys: status " + reply.status());
        }
        var keys = new ArrayList<Named>();
        try {
            for (var key : Jwks.setParser().build().parse(reply.body().value()).getKeys()) {
                if (isForSignatures(key) && key.toKey() instanceof PublicKey publicKey) {
                    keys.add(new Named(key.getId(), publicKey));
                }
            }
        } catch (JwtException | IllegalArgumentException failure) {
            throw ProviderFault.notDescribed("keys: " + Redacted.line(failure));
        }
        return new Ring(keys, clock.instant());
    }

    private static boolean isForSignatures(Jwk<?> key) {
        var use = key.get("use");
        return use == null || "sig".equals(use);
    }

    private static boolean isFor(PublicKey key, String algorithm) {
        return switch (algorithm) {
            case "RS256" -> key instanceof RSAPublicKey;
            case "ES256" -> key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256;
            default -> false;
        };
    }
}
