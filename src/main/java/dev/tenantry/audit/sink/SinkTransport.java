package dev.tenantry.audit.sink;

import java.io.IOException;
import java.util.List;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.problem.FieldError;

/** A way to tell a server. */
interface SinkTransport {

    SinkType type();

    /**
     * What is wrong with what somebody states for a server that is told so, before anything is resolved.
     *
     * @param hasToken whether there is a token without one that is stated
     */
    List<FieldError> faults(AuditSinkRequest request, boolean hasToken);

    /**
     * Comes back when the server has taken them all.
     *
     * @throws SinkRefusalException where the server says that it has not
     * @throws IOException          where it does not say so
     */
    void send(SinkTarget target, List<AuditLogResponse> entries) throws IOException;
}
