package dev.tenantry.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * What the journal notes of the current request.
 *
 * @param requestId     the request's own id, in and out as {@code X-Request-Id}
 * @param correlationId what it belongs to, as the client says: the trace of {@code traceparent}, or {@code X-Correlation-Id}
 * @param address       the client's network address
 */
public record RequestDetails(
        String requestId,
        String method,
        String path,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String correlationId) {

    static final ScopedValue<RequestDetails> CURRENT = ScopedValue.newInstance();

    /** Null outside of a request. */
    public static @Nullable RequestDetails currentOrNull() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }
}
