package dev.tenantry.metering.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.metering.rule.Scope;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/** The platform's policies. They hold for the next request, on every instance. */
@Service
class QuotaPolicies extends AdminRows<QuotaPolicyResponse> {

    private static final String RESOURCE = "quota-policy";
    private static final RowListQuery<QuotaPolicyResponse> ROWS = new RowListQuery<>(
            ListDefinition.of(QuotaPolicyResponse.class)
                    .computed("id", "e.id", UUID.class, false)
                    .computed("policyName", "e.policy_name", String.class, false)
                    .computed("scope", "e.scope", Scope.class, false)
                    .computed("active", "e.is_active", Boolean.class, false)
                    .computed("appliesToRole", "e.applies_to_role", String.class, true)
                    .computed("createdAt", "e.created_at", Instant.class, false)
                    .computed("updatedAt", "e.updated_at", Instant.class, false)
                    .build(),
            """
                    e.id, e.policy_name, e.description, e.endpoint_pattern, e.scope, e.max_requests_per_hour, e.max_requests_per_day,
                    e.max_requests_per_month, e.burst, e.is_active, e.applies_to_role, e.version, e.created_at, e.updated_at""",
            "quota_policies e", null, QuotaPolicies::read);
    private static final String INSERT = """
            insert into quota_policies (description, endpoint_pattern, scope, max_requests_per_hour, max_requests_per_day, max_requests_per_month, burst, is_active,
                applies_to_role, id, policy_name)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update quota_policies set description = ?, endpoint_pattern = ?, scope = ?, max_requests_per_hour = ?, max_requests_per_day = ?,
                max_requests_per_month = ?, burst = ?, is_active = ?, applies_to_role = ?, version = version + 1
            where id = ?""";

    private final RolePool pool;
    private final AdminTrail trail;
    private final RuleBook rules;
    private final Patterns patterns;

    QuotaPolicies(RolePool adminPool, AdminTrail trail, RuleBook rules, Patterns patterns) {
        super(ROWS, RESOURCE, adminPool, trail);
        this.pool = adminPool;
        this.trail = trail;
        this.rules = rules;
        this.patterns = patterns;
    }

    /** It is nobody's. */
    @Override
    protected Object id(QuotaPolicyResponse policy) {
        return policy.id();
    }

    @Override
    protected @Nullable UUID organization(QuotaPolicyResponse policy) {
        return null;
    }

    QuotaPolicyResponse create(QuotaPolicyRequest request) {
        patterns.check(request.endpointPattern());
        var id = Ids.next();
        return changed(() -> {
            checkRole(request.appliesToRole());
            pool.jdbc().sql(INSERT).params(values(request)).params(id, request.policyName()).update();
            var made = found(id);
            trail.created(null, RESOURCE, id.toString(), told(made));
            return made;
        });
    }

    QuotaPolicyResponse replace(UUID id, QuotaPolicyRequest request, IfMatch ifMatch) {
        patterns.check(request.endpointPattern());
        return changed(() -> {
            var before = locked(id);
            ifMatch.check(() -> before);
            if (!before.policyName().equals(request.policyName())) {
                throw ProblemException.invalid("policyName", "fixed",
                        "a policy keeps its name, by which it is counted");
            }
            if (!Objects.equals(before.appliesToRole(), request.appliesToRole())) {
                checkRole(request.appliesToRole());
            }
            pool.jdbc().sql(UPDATE).params(values(request)).param(id).update();
            var now = found(id);
            trail.updated(null, RESOURCE, id.toString(), told(before), told(now));
            return now;
        });
    }

    void delete(UUID id, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            var before = locked(id);
            ifMatch.check(() -> before);
            if (pool.jdbc()
                    .sql("select exists (select from organization_quota_overrides where policy_id = ?)")
                    .param(id)
                    .query(Boolean.class)
                    .single()) {
                throw ProblemException
                        .conflict("organizations have other numbers of this policy: take these away first");
            }
            pool.jdbc().sql("delete from quota_policies where id = ?").param(id).update();
            trail.deleted(null, RESOURCE, id.toString(), told(before));
            rules.tell(pool);
        });
        rules.reload();
    }

    /** It may be one that organizations have made for themselves. */
    private void checkRole(@Nullable String role) {
        if (role != null && !pool.jdbc().sql("select app.is_role(?)").param(role).query(Boolean.class).single()) {
            throw ProblemException.invalid("appliesToRole", "unknown", "no organization has such a role");
        }
    }

    private QuotaPolicyResponse changed(Supplier<QuotaPolicyResponse> change) {
        var shown = pool.inTransaction(() -> {
            var policy = change.get();
            rules.tell(pool);
            return policy;
        });
        rules.reload();
        return shown;
    }

    private static Map<String, @Nullable Object> told(QuotaPolicyResponse policy) {
        var told = new HashMap<String, @Nullable Object>();
        told.put("policyName", policy.policyName());
        told.put("description", policy.description());
        told.put("endpointPattern", policy.endpointPattern());
        told.put("scope", policy.scope().toString());
        told.put("maxRequestsPerHour", policy.maxRequestsPerHour());
        told.put("maxRequestsPerDay", policy.maxRequestsPerDay());
        told.put("maxRequestsPerMonth", policy.maxRequestsPerMonth());
        told.put("burst", policy.burst());
        told.put("active", policy.active());
        told.put("appliesToRole", policy.appliesToRole());
        return told;
    }

    private QuotaPolicyResponse found(UUID id) {
        return ROWS.find(pool.jdbc(), id).orElseThrow(ProblemException::notFound);
    }

    private QuotaPolicyResponse locked(UUID id) {
        pool.jdbc().sql("select id from quota_policies where id = ? for update").param(id).query(row -> {});
        return found(id);
    }

    private static List<@Nullable Object> values(QuotaPolicyRequest request) {
        return Arrays.asList(request.description(), request.endpointPattern(), request.counted().toString(),
                request.maxRequestsPerHour(), request.maxRequestsPerDay(), request.maxRequestsPerMonth(),
                request.burst(),
                request.isActive(), request.appliesToRole());
    }

    private static QuotaPolicyResponse read(ResultSet row, int number) throws SQLException {
        return new QuotaPolicyResponse(row.getObject("id", UUID.class), row.getString("policy_name"),
                row.getString("description"), row.getString("endpoint_pattern"), Scope.of(row.getString("scope")),
                row.getInt("max_requests_per_hour"), row.getInt("max_requests_per_day"),
                row.getInt("max_requests_per_month"), row.getObject("burst", Integer.class),
                row.getBoolean("is_active"), row.getString("applies_to_role"),
                row.getInt("version"), Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
    }
}
