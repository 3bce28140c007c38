package dev.tenantry.metering.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** The rules as they are stored. */
@Component
class RuleRows {

    private static final String POLICIES = """
            select p.id, p.policy_name as name, p.endpoint_pattern, p.scope, p.applies_to_role, null::uuid as organization_id, null::timestamptz as valid_until,
                p.max_requests_per_hour as hour, p.max_requests_per_day as day, p.max_requests_per_month as month, p.burst
            from quota_policies p where p.is_active
            union all
            select p.id, p.policy_name, p.endpoint_pattern, p.scope, p.applies_to_role, o.organization_id, o.expires_at,
                coalesce(o.max_requests_per_hour, p.max_requests_per_hour), coalesce(o.max_requests_per_day, p.max_requests_per_day),
                coalesce(o.max_requests_per_month, p.max_requests_per_month), coalesce(o.burst, p.burst)
            from organization_quota_overrides o join quota_policies p on p.id = o.policy_id
            where p.is_active and coalesce(o.expires_at > now(), true)""";
    private static final String LIMITS = """
            select id, organization_id, resource_type, endpoint_pattern, max_requests, window_seconds, quota_monthly, burst from rate_limit_config where enabled""";

    private static final Logger log = LoggerFactory.getLogger(RuleRows.class);

    private final RolePool worker;

    RuleRows(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    List<Rule> all() {
        return worker.inTransaction(() -> {
            var policies = worker.jdbc().sql(POLICIES).query((row, _) -> heeded(row, RuleRows::policy)).list();
            var limits = worker.jdbc().sql(LIMITS).query((row, _) -> heeded(row, RuleRows::limit)).list();
            return Stream.concat(policies.stream(), limits.stream()).flatMap(Optional::stream).toList();
        });
    }

    private interface Reading {
        Rule read(ResultSet row) throws SQLException;
    }

    /** One that says nothing that can be understood stands in nobody's way: requests of all depend on what is read here. */
    private static Optional<Rule> heeded(ResultSet row, Reading reading) throws SQLException {
        try {
            return Optional.of(reading.read(row));
        } catch (IllegalArgumentException fault) {
            log.error("the rule {} is not heeded: {}", row.getString("id"), fault.getMessage());
            return Optional.empty();
        }
    }

    private static Rule policy(ResultSet row) throws SQLException {
        var organization = row.getObject("organization_id", UUID.class);
        var hour = new WindowLimit(WindowLimit.HOUR, row.getInt("hour"));
        return new Rule(row.getObject("id", UUID.class), row.getString("name"),
                organization == null ? Rule.Source.POLICY : Rule.Source.OVERRIDE, organization,
                EndpointPattern.of(row.getString("endpoint_pattern")), Scope.of(row.getString("scope")),
                row.getString("applies_to_role"),
                List.of(hour, new WindowLimit(WindowLimit.DAY, row.getInt("day")),
                        new WindowLimit(WindowLimit.MONTH, row.getInt("month"))),
                BurstLimit.of(row.getObject("burst", Integer.class), hour), Rows.instantOrNull(row, "valid_until"));
    }

    private static Rule limit(ResultSet row) throws SQLException {
        var resource = row.getString("resource_type");
        var pattern = row.getString("endpoint_pattern");
        var windows = new ArrayList<>(
                List.of(new WindowLimit(row.getInt("window_seconds"), row.getInt("max_requests"))));
        var month = row.getInt("quota_monthly");
        if (month > 0) {
            windows.add(new WindowLimit(WindowLimit.MONTH, month));
        }
        var id = row.getObject("id", UUID.class);
        return new Rule(id, name(id, resource, pattern), Rule.Source.LIMIT,
                row.getObject("organization_id", UUID.class),
                EndpointPattern.of(pattern == null ? EndpointPattern.allOf(resource) : pattern), Scope.ORGANIZATION,
                null, windows, BurstLimit.of(row.getObject("burst", Integer.class), windows.getFirst()), null);
    }

    /** A resource has one limit of all its endpoints, and may have others: these are told apart by the end of their id, which is random. */
    private static String name(UUID id, String resource, @Nullable String pattern) {
        return pattern == null ? resource : resource + "." + id.toString().substring(28);
    }
}
