package dev.tenantry.identity.federation.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.ProviderClient;
import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.shared.problem.Redacted;

/** What OpenID providers say of themselves (OpenID Connect Discovery 1.0), read again every hour. */
@Component
class Discovery {

    private static final Duration KEPT = Duration.ofHours(1);

    private final ProviderClient client;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Described> known = new ConcurrentHashMap<>();

    Discovery(ProviderClient client, JsonMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    /** The endpoints of a provider. */
    record Described(URI authorization, URI token, @Nullable URI userinfo, URI keys, Instant readAt) {}

    /** @throws ProviderFault where the provider cannot be asked, or speaks of another issuer */
    Described of(String issuer) {
        var described = known.get(issuer);
        if (described == null || described.readAt.plus(KEPT).isBefore(clock.instant())) {
            described = read(issuer);
            known.put(issuer, described);
        }
        return described;
    }

    private Described read(String issuer) {
        try {
            var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            var reply = client.get(URI.create(base + "/.well-known/openid-configuration"),
                    Map.of("Accept", "application/json"));
            if (reply.status() != 200) {
                throw ProviderFault.notDescribed("openid-configuration: status " + reply.status());
            }
            var document = json.readTree(reply.body().value());
            if (!issuer.equals(text(document, "issuer"))) {
                throw ProviderFault.notDescribed("openid-configuration: another issuer");
            }
            return new Described(required(document, "authorization_endpoint"), required(document, "token_endpoint"),
                    optional(document, "userinfo_endpoint"), required(document, "jwks_uri"), clock.instant());
        } catch (JacksonException | IllegalArgumentException failure) {
            throw ProviderFault.notDescribed("openid-configuration: " + Redacted.line(failure));
        }
    }

    private static URI required(JsonNode document, String name) {
        var uri = optional(document, name);
        if (uri == null) {
            throw ProviderFault.notDescribed("openid-configuration: no " + name);
        }
        return uri;
    }

    private static @Nullable URI optional(JsonNode document, String name) {
        var text = text(document, name);
        return text == null ? null : URI.create(text);
    }

    private static @Nullable String text(JsonNode document, String name) {
        return document.path(name).isString() ? document.path(name).asString() : null;
    }
}
