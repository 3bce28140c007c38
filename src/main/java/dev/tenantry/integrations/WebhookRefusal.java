package dev.tenantry.integrations;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a message was not taken for its sender's. To whoever sends it this tells nothing of the secret. */
public enum WebhookRefusal {

    /** No secret is set by which it could be shown. */
    NO_SECRET,
    /** It has no signature. */
    UNSIGNED,
    /** What it says it was signed at is too far from now. */
    EXPIRED,
    /** It has a signature, and none by a secret that is good. */
    MISMATCH;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static WebhookRefusal of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
