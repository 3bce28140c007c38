package dev.tenantry.audit.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.ActorNames;
import dev.tenantry.audit.ActorNames.Names;
import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.PersonalData;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

@Service
@Transactional(readOnly = true)
class AuditLogService implements ListSource {

    private static final ListDefinition<AuditLog> LISTING = ListDefinition.of(AuditLog.class)
            .field("id", Long.class)
            .field("actionDescription", String.class)
            .address("ipAddress")
            .nullable("userAgent", String.class)
            .nullable("errorMessage", String.class)
            .field("createdAt", Instant.class)
            .nullable("userId", UUID.class)
            .nullable("impersonatorId", UUID.class)
            .nullable("sessionId", String.class)
            .nullable("apiKeyId", UUID.class)
            .field("actionType", String.class)
            .oneOf("actionCategory",
                    List.of("authentication", "authorization", "data_access", "data_modification", "configuration",
                            "security"))
            .ranked("severityLevel", List.of("info", "warning", "error", "critical"))
            .field("resourceType", String.class)
            .nullable("resourceId", String.class)
            .nullable("requestId", String.class)
            .nullable("correlationId", String.class)
            .nullable("requestMethod", String.class)
            .nullable("requestPath", String.class)
            .field("success", Boolean.class)
            .field("occurrences", Integer.class)
            .computed("complianceFlags", "array_to_string(e.complianceFlags, ',')", String.class, false)
            .field("riskScore", Integer.class)
            .field("anomalyDetected", Boolean.class)
            .oneOf("retentionClass", List.of("transient", "standard", "security", "compliance"))
            .field("retentionPeriodDays", Integer.class)
            .field("expiresAt", Instant.class)
            .sortedBy("-createdAt")
            .build();

    /** Likewise, by what the entries must say, so that an index leads to them. */
    private static final ListDefinition<AuditLog> DESCRIBED = LISTING
            .under("is_any(e.actionDescription, :descriptions)");

    private final AuditLogRepository logs;
    private final ListQuery lists;
    private final ValueRights rights;
    private final ValueMasks masks;
    private final Descriptions descriptions;
    private final ActorNames names;

    AuditLogService(AuditLogRepository logs, ListQuery lists, ValueRights rights, ValueMasks masks,
            Descriptions descriptions, ActorNames names) {
        this.logs = logs;
        this.lists = lists;
        this.rights = rights;
        this.masks = masks;
        this.descriptions = descriptions;
        this.names = names;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return AuditLogResponse.class;
    }

    Page<AuditLogResponse> list(ListRequest asked) {
        var request = Correlations.either(asked);
        var found = descriptions.matching(request.filter())
                .map(those -> lists.list(DESCRIBED, request, Map.of(), Map.of("descriptions", those)))
                .orElseGet(() -> lists.list(LISTING, request));
        var named = names(found.results());
        return found.map(log -> shown(log, named));
    }

    AuditLogResponse get(Long id) {
        return logs.findById(id)
                .map(log -> shown(log, names(List.of(log))))
                .orElseThrow(ProblemException::notFound);
    }

    private Names names(List<AuditLog> entries) {
        return names.of(entries.stream().map(AuditLog::userId).toList(),
                entries.stream().map(AuditLog::apiKeyId).toList());
    }

    private AuditLogResponse shown(AuditLog log, Names named) {
        return log.toResponse(log.values()
                .without(rights.lacked(log.resourceType()))
                .masked(log, masks, ActingRights.may(PersonalData.PERMISSION)), named);
    }
}
