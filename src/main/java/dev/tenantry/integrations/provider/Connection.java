package dev.tenantry.integrations.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;

/**
 * What a provider is told, of the form of its schema.
 *
 * @param integration    whose it is
 * @param patience       how long an answer is waited for at most
 * @param idempotencyKey by which the other side recognises what it has been asked already; null where nobody asks twice
 */
public record Connection(
        UUID integration,
        JsonNode configuration,
        Map<String, Secret> credentials,
        Duration patience,
        @Nullable String idempotencyKey) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    public Connection(UUID integration, JsonNode configuration, Map<String, Secret> credentials) {
        this(integration, configuration, credentials, LONGEST, null);
    }

    /** The same, whose answers are waited for no longer than this, and which is asked by this key. */
    public Connection within(Duration otherPatience, @Nullable String key) {
        return new Connection(integration, configuration, credentials, otherPatience, key);
    }

    /** How long to wait, where the provider waits so long by itself. */
    public Duration atMost(Duration usual) {
        return patience.compareTo(usual) < 0 ? patience : usual;
    }

    /** The same, with one more thing that nobody is to read. */
    public Connection with(String name, Secret secret) {
        var more = new HashMap<>(credentials);
        more.put(name, secret);
        return new Connection(integration, configuration, more, patience, idempotencyKey);
    }

    /** Empty where it is absent. */
    public String text(String name) {
        return text(name, "");
    }

    public String text(String name, String otherwise) {
        return configuration.path(name).asString(otherwise);
    }

    /** Empty where it is absent. */
    public String secret(String name) {
        var secret = credentials.get(name);
        return secret == null ? "" : secret.value();
    }

    /** What nobody is to read in what the other side says. */
    public Confidential confidential() {
        return Confidential.of(credentials.values().stream().map(Secret::value).toList());
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
