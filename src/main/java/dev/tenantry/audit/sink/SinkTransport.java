package dev.tenantry.audit.sink;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.logs.AuditLogResponse;

/** A way to tell a server. */
interface SinkTransport {

    SinkType type();

    /** What is wrong with an address, before anything is resolved; null where nothing is. */
    @Nullable
    String fault(String url);

    /**
     * Comes back when the server has taken them all.
     *
     * @throws SinkRefusalException where the server says that it has not
     * @throws IOException          where it does not say so
     */
    void send(SinkTarget target, List<AuditLogResponse> entries) throws IOException;
}
