package dev.tenantry.audit.sink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.audit.logs.AuditLogReading;
import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;

/** The entry that somebody tries a sink: what is sent to try it. */
@Component
class SinkTrialEntry {

    private static final String TESTED = "audit-sink.tested";

    private final AuditTrail trail;
    private final AuditLogReading log;

    SinkTrialEntry(AuditTrail trail, AuditLogReading log) {
        this.trail = trail;
        this.log = log;
    }

    @Transactional
    void write(UUID sink) {
        trail.record(new AuditEntry(TESTED, AuditEntry.Category.CONFIGURATION, "audit-sink", sink.toString(), Map.of(),
                Map.of()));
    }

    /** The one that was written last, as whoever has the least rights sees it. */
    @Transactional(readOnly = true)
    AuditLogResponse read(UUID sink) {
        var those = new Filter.And(List.of(is("resourceType", "audit-sink"), is("resourceId", sink.toString()),
                is("actionType", TESTED)));
        var request = new ListRequest(1, null, "-createdAt", those, null, false, null);
        return Caller.callAsNobody(
                () -> ActingRights.call(Set.<String>of(), () -> log.page(request).results().getFirst()));
    }

    private static Filter is(String field, String value) {
        return new Filter.Condition(field, "eq", List.of(value), false);
    }
}
