package dev.tenantry.audit.sink;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;

/** Entries as sinks are told them: nothing but what whoever has the least rights may see of them. */
@Component
class SinkEntries {

    static final int BATCH = 200;

    private final AuditLogReading log;

    SinkEntries(AuditLogReading log) {
        this.log = log;
    }

    /** Of the current organization's, in their order; fewer where they are large. */
    List<AuditLogResponse> of(List<Long> ids) {
        var those = new Filter.Condition("id", "in", ids.stream().<@Nullable String>map(String::valueOf).toList(),
                false);
        return ActingRights.call(Set.<String>of(),
                () -> log.page(new ListRequest(BATCH, null, "id", those, null, false, null))
                        .map(AuditLogResponse::withoutLacking)
                        .results());
    }

    /** Behind what is sent of these. @param entries of the ids, as far as they are still there */
    static long end(List<Long> ids, List<AuditLogResponse> entries) {
        return entries.isEmpty() ? ids.getLast() : Long.parseLong(entries.getLast().id());
    }
}
