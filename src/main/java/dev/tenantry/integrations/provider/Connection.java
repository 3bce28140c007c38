package dev.tenantry.integrations.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;

/**
 * What a provider is told, of the form of its schema.
 *
 * @param integration    whose it is
 * @param patience       how long an answer is waited for at most
 * @param idempotencyKey by which the other side recognises what it has been asked already; null where nobody asks twice
 * @param isOffered      whether it is the platform's, and whose it is here is not to learn what it is told
 */
public record Connection(
        UUID integration,
        JsonNode configuration,
        Map<String, Secret> credentials,
        Duration patience,
        @Nullable String idempotencyKey,
        boolean isOffered) {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    public Connection(UUID integration, JsonNode configuration, Map<String, Secret> credentials) {
        this(integration, configuration, credentials, LONGEST, null, false);
    }

    /** One that the platform offers. */
    public static Connection offered(UUID integration, JsonNode configuration, Map<String, Secret> credentials) {
        return new Connection(integration, configuration, credentials, LONGEST, null, true);
    }

    /** The same, whose answers are waited for no longer than this, and which is asked by this key. */
    public Connection within(Duration otherPatience, @Nullable String key) {
        return new Connection(integration, configuration, credentials, otherPatience, key, isOffered);
    }

    /** How long to wait, where the provider waits so long by itself. */
    public Duration atMost(Duration usual) {
        return patience.compareTo(usual) < 0 ? patience : usual;
    }

    /** The same, with one more thing that nobody is to read. */
    public Connection with(String name, Secret secret) {
        var more = new HashMap<>(credentials);
        more.put(name, secret);
        return new Connection(integration, configuration, more, patience, idempotencyKey, isOffered);
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

    /** What the other side says, or what is said of it, as whoever asked may read it. To be asked before it is cut. */
    public String disguised(String said) {
        var hidden = confidential().hide(said);
        return isOffered ? Disguise.of(this).hide(hidden) : hidden;
    }

    /** An answer as whoever asked may read it: of an offer's without what it is configured with, and nothing but the reason where it failed. */
    public Answer disguised(Answer answer) {
        var error = answer.error() == null ? null : disguised(answer.error());
        var result = isOffered ? disguised(answer.result(), error != null) : answer.result();
        return new Answer(answer.status(), result, error, answer.permanent(), answer.retryAfter(), answer.traffic(),
                answer.isDeferred(), answer.isSent(), answer.isOverQuota());
    }

    private JsonNode disguised(JsonNode result, boolean isFailure) {
        return isFailure || !(result instanceof ObjectNode told)
                ? Results.none()
                : told.deepCopy().remove(configuration.propertyNames());
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
