package dev.tenantry.shared.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Text that is nobody's business in a log: a password, a token, a code, a key, the hash of one. What has it among others
 * shows all but this; who compares it takes the same time however much of it is right. In JSON and in settings it is the
 * text.
 */
public record Secret(@JsonValue String value) {

    private static final String SHOWN = "***";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    /** Null for null. */
    public static @Nullable Secret of(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }

    /** Null for null. */
    public static @Nullable String reveal(@Nullable Secret secret) {
        return secret == null ? null : secret.value;
    }

    public boolean isBlank() {
        return value.isBlank();
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return SHOWN;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
