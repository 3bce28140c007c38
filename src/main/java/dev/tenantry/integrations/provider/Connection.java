package dev.tenantry.integrations.provider;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;

/**
 * What a provider is told, of the form of its schema.
 *
 * @param patience how long an answer is waited for at most
 */
public record Connection(JsonNode configuration, Map<String, Secret> credentials, Duration patience) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    public Connection(JsonNode configuration, Map<String, Secret> credentials) {
        this(configuration, credentials, LONGEST);
    }

    /** The same, whose answers are waited for no longer than this. */
    public Connection within(Duration otherPatience) {
        return new Connection(configuration, credentials, otherPatience);
    }

    /** How long to wait, where the provider waits so long by itself. */
    Duration atMost(Duration usual) {
        return patience.compareTo(usual) < 0 ? patience : usual;
    }

    /** Empty where it is absent. */
    String text(String name) {
        return text(name, "");
    }

    String text(String name, String otherwise) {
        return configuration.path(name).asString(otherwise);
    }

    /** Empty where it is absent. */
    String secret(String name) {
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
