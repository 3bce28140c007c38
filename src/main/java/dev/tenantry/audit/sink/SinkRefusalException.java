package dev.tenantry.audit.sink;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** A server has answered that it does not take what it was sent. */
final class SinkRefusalException extends IOException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String retryAfter;

    /** @param retryAfter the header, as it stands */
    SinkRefusalException(String reason, @Nullable String retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    @Nullable
    String retryAfter() {
        return retryAfter;
    }
}
