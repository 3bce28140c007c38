package dev.tenantry.metering.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/** Limits of one organization's own. */
@Service
class RateLimits extends OrganizationRows<RateLimitResponse> {

    /** Every request of the organization's is compared with them. */
    private static final RowLimit LIMIT = RowLimit.ofOrganization("rate limits", 100);
    private static final RowListQuery<RateLimitResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(RateLimitResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("resourceType", "e.resource_type", String.class, false)
                    .computed("enabled", "e.enabled", Boolean.class, false)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .where("e.organization_id = :organization")
                    .build(),
            """
                    e.id, e.resource_type, e.endpoint_pattern, e.max_requests, e.window_seconds, e.quota_monthly, e.burst, e.enabled, e.version, e.created_at,
                    e.updated_at""",
            "rate_limit_config e", null, RateLimits::read);
    private static final String INSERT = """
            insert into rate_limit_config (resource_type, endpoint_pattern, max_requests, window_seconds, quota_monthly, burst, enabled, organization_id, id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update rate_limit_config set resource_type = ?, endpoint_pattern = ?, max_requests = ?, window_seconds = ?, quota_monthly = ?, burst = ?, enabled = ?,
                version = version + 1
            where organization_id = ? and id = ?""";

    private final Patterns patterns;

    RateLimits(RolePool adminPool, AdminTrail trail, RuleBook rules, Patterns patterns) {
        super(ROWS, "rate-limit", adminPool, trail, rules);
        this.patterns = patterns;
    }

    RateLimitResponse get(UUID organization, UUID id) {
        return get(organization, id, () -> locked(organization, id));
    }

    RateLimitResponse create(UUID organization, RateLimitRequest request) {
        check(request);
        var id = Ids.next();
        var made = pool.inTransaction(() -> {
            requireOrganization(organization);
            pool.jdbc().sql(INSERT).params(values(request)).params(organization, id).update();
            LIMIT.keep(pool.jdbc(), organization, () -> count(organization));
            var now = find(id).orElseThrow();
            tellCreated(organization, now);
            return now;
        });
        reload();
        return made;
    }

    RateLimitResponse replace(UUID organization, UUID id, RateLimitRequest request, IfMatch ifMatch) {
        check(request);
        var changed = pool.inTransaction(() -> {
            var before = locked(organization, id).orElseThrow(ProblemException::notFound);
            ifMatch.check(() -> before);
            pool.jdbc().sql(UPDATE).params(values(request)).params(organization, id).update();
            var now = find(id).orElseThrow();
            tellUpdated(organization, before, now);
            return now;
        });
        reload();
        return changed;
    }

    void delete(UUID organization, UUID id, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            var before = locked(organization, id).orElseThrow(ProblemException::notFound);
            ifMatch.check(() -> before);
            pool.jdbc()
                    .sql("delete from rate_limit_config where organization_id = ? and id = ?")
                    .params(organization, id)
                    .update();
            tellDeleted(organization, before);
        });
        reload();
    }

    private void check(RateLimitRequest request) {
        patterns.checkResource(request.resourceType());
        patterns.check(request.covered());
    }

    private Long count(UUID organization) {
        return pool.jdbc()
                .sql("select count(*) from rate_limit_config where organization_id = ?")
                .param(organization)
                .query(Long.class)
                .single();
    }

    private Optional<RateLimitResponse> locked(UUID organization, UUID id) {
        return pool.jdbc()
                .sql("select id from rate_limit_config where organization_id = ? and id = ? for update")
                .params(organization, id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    @Override
    protected UUID id(RateLimitResponse row) {
        return row.id();
    }

    @Override
    protected Map<String, @Nullable Object> told(RateLimitResponse row) {
        var told = new HashMap<String, @Nullable Object>();
        told.put("resourceType", row.resourceType());
        told.put("endpointPattern", row.endpointPattern());
        told.put("maxRequests", row.maxRequests());
        told.put("windowSeconds", row.windowSeconds());
        told.put("quotaMonthly", row.quotaMonthly());
        told.put("burst", row.burst());
        told.put("enabled", row.enabled());
        return told;
    }

    private static List<@Nullable Object> values(RateLimitRequest request) {
        return Arrays.asList(request.resourceType(), request.endpointPattern(), request.maxRequests(),
                request.windowSeconds(), request.quotaMonthly(), request.burst(), request.isEnabled());
    }

    private static RateLimitResponse read(ResultSet row, int number) throws SQLException {
        return new RateLimitResponse(row.getObject("id", UUID.class), row.getString("resource_type"),
                row.getString("endpoint_pattern"), row.getInt("max_requests"), row.getInt("window_seconds"),
                row.getObject("quota_monthly", Integer.class), row.getObject("burst", Integer.class),
                row.getBoolean("enabled"), row.getInt("version"),
                Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
    }
}
