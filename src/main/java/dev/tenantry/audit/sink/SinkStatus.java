package dev.tenantry.audit.sink;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a sink fares. */
enum SinkStatus {

    /** The last attempt got through, or there has been none so far. */
    ACTIVE,
    /** The last attempts did not; another one is made, after longer and longer pauses. */
    FAILING,
    /** Nothing is sent; what is written meanwhile is, once it goes on. */
    PAUSED;

    static SinkStatus of(boolean isEnabled, int failures) {
        if (!isEnabled) {
            return PAUSED;
        }
        return failures == 0 ? ACTIVE : FAILING;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
