package dev.tenantry.integrations.provider;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;

/** What a provider is told, of the form of its schema. */
public record Connection(JsonNode configuration, Map<String, Secret> credentials) {

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

    /** A text in which no secret is to be read. */
    public String masked(String text) {
        var masked = text;
        for (var secret : credentials.values()) {
            if (!secret.isBlank()) {
                masked = masked.replace(secret.value(), "***");
            }
        }
        return masked;
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
