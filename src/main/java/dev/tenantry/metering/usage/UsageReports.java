package dev.tenantry.metering.usage;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;

/** Sums of what has been counted. */
@Service
@Transactional(readOnly = true)
class UsageReports {

    private static final String SUMS = """
            sum(u.total_requests) as requests, sum(u.successful_requests) as succeeded, sum(u.failed_requests) as failed,
            round(sum(u.total_microseconds) / 1000.0 / sum(u.total_requests), 3) as average,
            app.latency_quantile(app.add_latencies(u.latencies), 0.95) as p95, app.latency_quantile(app.add_latencies(u.latencies), 0.99) as p99
            from api_usage_statistics u where\s""";
    private static final String DAYS = "u.date between ? and ?";
    /** Days in their order, of anything else that first of which there was the most. */
    private static final String BY_DAY = "select u.date::text as of, null::text as name, null::boolean as removed, "
            + SUMS
            + "u.organization_id = app.org_id() and " + DAYS + " group by u.date order by u.date";
    private static final String BY = "select u.%1$s as id, u.%1$s::text as of, " + SUMS
            + "u.organization_id = app.org_id() and " + DAYS + " group by u.%1$s order by requests desc, of limit "
            + UsageReports.MOST;
    private static final String BY_ENDPOINT = "select s.*, null::text as name, null::boolean as removed from ("
            + BY.formatted("endpoint") + ") as s order by s.requests desc, s.of";
    private static final String BY_USER = "select s.*, coalesce(m.name, m.email) as name, m.user_id is null::boolean as removed from ("
            + BY.formatted("user_id")
            + ") as s left join app.members(app.org_id()) m on m.user_id = s.id order by s.requests desc, s.of";
    private static final String BY_KEY = "select s.*, k.name, case when s.id is not null then not coalesce(k.is_active, false) end as removed from ("
            + BY.formatted("api_key_id")
            + ") as s left join api_keys k on k.organization_id = app.org_id() and k.id = s.id order by s.requests desc, s.of";
    private static final String ALL = "select s.*, o.name, coalesce(o.deleted_at is not null, true) as removed from (select u.organization_id as id, u.organization_id::text as of, "
            + SUMS + DAYS + " group by u.organization_id order by requests desc, of limit " + UsageReports.MOST
            + ") as s left join organizations o on o.id = s.id order by s.requests desc, s.of";
    private static final int MOST = 1_000;
    private static final String MONTHS = """
            select year, month, resource_type, request_count, rate_limited_count from rate_limit_quota_usage where organization_id = app.org_id()
            order by year desc, month desc, request_count desc, resource_type limit 1000""";
    private static final FixedList<TrackedRequests, Long> TRACKED = new FixedList<>("tracked-requests", 1,
            tracked -> List.of(tracked.id()), keys -> Long.valueOf(keys.getFirst()));
    private static final String REFUSALS = """
            select t.id, t.user_id, coalesce(m.name, m.email) as user_name, t.api_key_id, k.name as key_name, t.resource_type, t.endpoint, t.request_timestamp,
                t.response_status, t.rate_limited, t.policy_name, host(t.ip_address) as ip_address, (t.metadata ->> 'requests')::bigint as requests
            from (select * from rate_limit_tracking where organization_id = app.org_id() and id < ? order by id desc limit ?) as t
            left join app.members(app.org_id()) m on m.user_id = t.user_id
            left join api_keys k on k.organization_id = t.organization_id and k.id = t.api_key_id
            order by t.id desc""";

    private static final String MEMBERS = "members:read";
    private static final String KEYS = "api-keys:read";

    private final JdbcClient jdbc;
    private final RolePool pool;
    private final AdminTrail trail;

    UsageReports(JdbcClient jdbc, RolePool adminPool, AdminTrail trail) {
        this.jdbc = jdbc;
        this.pool = adminPool;
        this.trail = trail;
    }

    List<ApiUsageResponse> report(UsagePeriod period, UsageBy by) {
        var sql = switch (by) {
            case DAY -> BY_DAY;
            case ENDPOINT -> BY_ENDPOINT;
            case USER -> BY_USER;
            case KEY -> BY_KEY;
        };
        var found = jdbc.sql(sql).params(period.from(), period.to()).query(ApiUsageResponse::read).list();
        var isNamed = switch (by) {
            case DAY, ENDPOINT -> true;
            case USER -> ActingRights.may(MEMBERS);
            case KEY -> ActingRights.may(KEYS);
        };
        return isNamed ? found : found.stream().map(ApiUsageResponse::unnamed).toList();
    }

    List<UsageMonth> months() {
        return jdbc.sql(MONTHS).query(UsageMonth::read).list();
    }

    Page<TrackedRequests> refusals(PageRequest request) {
        var after = TRACKED.after(request);
        var areMembers = ActingRights.may(MEMBERS);
        var areKeys = ActingRights.may(KEYS);
        var found = jdbc.sql(REFUSALS)
                .params(after == null ? Long.MAX_VALUE : after, request.limit() + 1)
                .query(TrackedRequests::read)
                .stream()
                .map(tracked -> tracked.told(areMembers, areKeys))
                .toList();
        return TRACKED.page(found, request, request.total() ? countRefusals() : null);
    }

    private Long countRefusals() {
        return jdbc.sql("select count(*) from rate_limit_tracking where organization_id = app.org_id()")
                .query(Long.class)
                .single();
    }

    /** By organization, of all of them, for administrators. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<ApiUsageResponse> reportAll(UsagePeriod period) {
        return pool.inTransaction(() -> {
            var found = pool.jdbc()
                    .sql(ALL)
                    .params(period.from(), period.to())
                    .query(ApiUsageResponse::read)
                    .list();
            trail.listed("usage", found.size(), null, found.stream()
                    .collect(Collectors.toMap(usage -> UUID.fromString(usage.of()), _ -> List.of())));
            return found;
        });
    }
}
