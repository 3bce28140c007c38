package dev.tenantry.shared.web;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;

/**
 * What the journal notes of the current request.
 *
 * @param requestId     the request's own id, in and out as {@code X-Request-Id}
 * @param client        the client's network address; null where nobody knows it
 * @param correlationId what it belongs to, as the client says: the trace of {@code traceparent}, or {@code X-Correlation-Id}
 */
public record RequestDetails(
        String requestId,
        String method,
        String path,
        @Nullable IpAddress client,
        @Nullable String userAgent,
        @Nullable String correlationId) {

    static final ScopedValue<RequestDetails> CURRENT = ScopedValue.newInstance();

    /** The client's network address, as it is stored and shown. */
    public @Nullable String address() {
        return client == null ? null : client.toString();
    }

    /** Null outside of a request. */
    public static @Nullable RequestDetails currentOrNull() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }
}
