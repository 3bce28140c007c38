package dev.tenantry.audit.sink;

import java.util.List;

import dev.tenantry.audit.logs.AuditLogResponse;

/**
 * What is to be sent.
 *
 * @param entries nothing of them but what whoever has the least rights may see of them; none, where none waits
 * @param next    where the sink is once the server has taken them
 */
record SinkBatch(SinkTarget target, List<AuditLogResponse> entries, SinkCursor next) {}
