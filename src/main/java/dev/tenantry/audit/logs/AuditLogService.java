package dev.tenantry.audit.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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

    AuditLogService(AuditLogRepository logs, ListQuery lists, ValueRights rights, ValueMasks masks,
            Descriptions descriptions) {
        this.logs = logs;
        this.lists = lists;
        this.rights = rights;
        this.masks = masks;
        this.descriptions = descriptions;
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
        return descriptions.matching(request.filter())
                .map(those -> lists.list(DESCRIBED, request, Map.of(), Map.of("descriptions", those)))
                .orElseGet(() -> lists.list(LISTING, request))
                .map(this::shown);
    }

    AuditLogResponse get(Long id) {
        return logs.findById(id).map(this::shown).orElseThrow(ProblemException::notFound);
    }

    private AuditLogResponse shown(AuditLog log) {
        return log.toResponse(log.values()
                .without(rights.lacked(log.resourceType()))
                .masked(log, masks, ActingRights.may(PersonalData.PERMISSION)));
    }
}
