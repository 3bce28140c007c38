package dev.tenantry.metering.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
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
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/** What holds for one organization in the place of a policy's numbers. */
@Service
class QuotaOverrides extends OrganizationRows<QuotaOverrideResponse> {

    private static final RowListQuery<QuotaOverrideResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(QuotaOverrideResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("policyId", "e.policy_id", UUID.class, false)
                    .computed("policyName", "p.policy_name", String.class, false)
                    .computed("expiresAt", "e.expires_at", Instant.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .where("e.organization_id = :organization")
                    .build(),
            """
                    e.id, e.policy_id, p.policy_name, e.max_requests_per_hour, e.max_requests_per_day, e.max_requests_per_month, e.burst, e.reason, e.expires_at,
                    e.created_by, e.version, e.created_at, e.updated_at""",
            "organization_quota_overrides e join quota_policies p on p.id = e.policy_id", null, QuotaOverrides::read);
    private static final String LOCK = """
            select id from organization_quota_overrides where organization_id = ? and policy_id = ? for update""";
    private static final String INSERT = """
            insert into organization_quota_overrides (max_requests_per_hour, max_requests_per_day, max_requests_per_month, burst, reason, expires_at,
                organization_id, id, policy_id, created_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update organization_quota_overrides set max_requests_per_hour = ?, max_requests_per_day = ?, max_requests_per_month = ?, burst = ?, reason = ?,
                expires_at = ?, version = version + 1
            where organization_id = ? and id = ?""";

    private final Clock clock;

    QuotaOverrides(RolePool adminPool, AdminTrail trail, RuleBook rules, Clock clock) {
        super(ROWS, "quota-override", adminPool, trail, rules);
        this.clock = clock;
    }

    QuotaOverrideResponse get(UUID organization, UUID policy) {
        return get(organization, policy, () -> locked(organization, policy));
    }

    /** @throws ProblemException 404, 422 where it has expired already */
    QuotaOverrideResponse replace(UUID organization, UUID policy, QuotaOverrideRequest request, IfMatch ifMatch) {
        var until = request.expiresAt();
        if (until != null && !until.isAfter(clock.instant())) {
            throw ProblemException.invalid("expiresAt", "past", "must be in the future");
        }
        var shown = pool.inTransaction(() -> {
            requireOrganization(organization);
            requirePolicy(policy);
            var before = locked(organization, policy);
            before.ifPresentOrElse(kept -> ifMatch.check(() -> kept), ifMatch::checkAbsent);
            var id = before.map(QuotaOverrideResponse::id).orElseGet(Ids::next);
            if (before.isPresent()) {
                pool.jdbc().sql(UPDATE).params(values(request)).params(organization, id).update();
            } else {
                pool.jdbc()
                        .sql(INSERT)
                        .params(values(request))
                        .params(organization, id, policy, Caller.current().userId())
                        .update();
            }
            var now = find(id).orElseThrow();
            before.ifPresentOrElse(kept -> tellUpdated(organization, kept, now), () -> tellCreated(organization, now));
            return now;
        });
        reload();
        return shown;
    }

    void delete(UUID organization, UUID policy, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            var before = locked(organization, policy).orElseThrow(ProblemException::notFound);
            ifMatch.check(() -> before);
            pool.jdbc()
                    .sql("delete from organization_quota_overrides where organization_id = ? and id = ?")
                    .params(organization, before.id())
                    .update();
            tellDeleted(organization, before);
        });
        reload();
    }

    /** It stays until the transaction ends. */
    private void requirePolicy(UUID policy) {
        if (pool.jdbc()
                .sql("select id from quota_policies where id = ? for share")
                .param(policy)
                .query(UUID.class)
                .optional()
                .isEmpty()) {
            throw ProblemException.notFound();
        }
    }

    private Optional<QuotaOverrideResponse> locked(UUID organization, UUID policy) {
        return pool.jdbc().sql(LOCK).params(organization, policy).query(UUID.class).optional().flatMap(this::find);
    }

    @Override
    protected UUID id(QuotaOverrideResponse row) {
        return row.id();
    }

    @Override
    protected Map<String, @Nullable Object> told(QuotaOverrideResponse row) {
        var told = new HashMap<String, @Nullable Object>();
        told.put("policyName", row.policyName());
        told.put("maxRequestsPerHour", row.maxRequestsPerHour());
        told.put("maxRequestsPerDay", row.maxRequestsPerDay());
        told.put("maxRequestsPerMonth", row.maxRequestsPerMonth());
        told.put("burst", row.burst());
        told.put("reason", row.reason());
        told.put("expiresAt", row.expiresAt() == null ? null : row.expiresAt().toString());
        return told;
    }

    private static List<@Nullable Object> values(QuotaOverrideRequest request) {
        return Arrays.asList(request.maxRequestsPerHour(), request.maxRequestsPerDay(), request.maxRequestsPerMonth(),
                request.burst(), request.reason().strip(), Rows.timestamp(request.expiresAt()));
    }

    private static QuotaOverrideResponse read(ResultSet row, int number) throws SQLException {
        return new QuotaOverrideResponse(row.getObject("id", UUID.class), row.getObject("policy_id", UUID.class),
                row.getString("policy_name"), row.getObject("max_requests_per_hour", Integer.class),
                row.getObject("max_requests_per_day", Integer.class),
                row.getObject("max_requests_per_month", Integer.class), row.getObject("burst", Integer.class),
                row.getString("reason"), Rows.instantOrNull(row, "expires_at"),
                row.getObject("created_by", UUID.class), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
