package dev.tenantry.metering.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.metering.counter.LeasedCounters;
import dev.tenantry.metering.policy.QuotaResponse.QuotaWindow;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.metering.rule.Scope;
import dev.tenantry.metering.rule.WindowLimit;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;

/** What holds for an organization, and what has been used of it. */
@Service
@Transactional(readOnly = true)
class QuotaStandings {

    private static final String COUNTED = """
            select u.rule, u.subject, coalesce(m.name, m.email, k.name) as name, u.window_seconds, u.window_end, u.used
            from app.get_quota_usage(app.org_id(), ?) as u left join app.members(app.org_id()) m on m.user_id::text = u.subject
            left join api_keys k on k.organization_id = app.org_id() and k.id::text = u.subject""";

    private record Counted(String rule, String subject, @Nullable String name, int seconds, Instant end, int used) {

        static Counted read(ResultSet row, int number) throws SQLException {
            return new Counted(row.getString("rule"), row.getString("subject"), row.getString("name"),
                    row.getInt("window_seconds"),
                    Rows.instant(row, "window_end"), row.getInt("used"));
        }
    }

    private final RuleBook rules;
    private final LeasedCounters counters;
    private final JdbcClient jdbc;

    QuotaStandings(RuleBook rules, LeasedCounters counters, JdbcClient jdbc) {
        this.rules = rules;
        this.counters = counters;
        this.jdbc = jdbc;
    }

    /** What is for the platform's administration alone is nothing to organizations. */
    List<QuotaResponse> list() {
        var caller = Caller.current();
        var held = rules.of(caller.organizationId())
                .stream()
                .filter(rule -> caller.isSuperAdmin() || rules.isForMembers(rule.pattern()))
                .toList();
        Object ids = held.stream().map(rule -> rule.id().toString()).toArray(String[]::new);
        counters.report(caller.organizationId());
        var counted = jdbc
                .sql(COUNTED)
                .param(ids)
                .query(Counted::read)
                .list();
        return held.stream()
                .map(rule -> QuotaResponse.of(rule, windows(rule, counted)))
                .sorted(Comparator.comparing(QuotaResponse::source).thenComparing(QuotaResponse::name))
                .toList();
    }

    private static List<QuotaWindow> windows(Rule rule, List<Counted> counted) {
        return rule.windows().stream().map(window -> {
            var found = counted.stream()
                    .filter(one -> one.rule.equals(rule.id().toString()) && isOf(window, one.seconds))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return new QuotaWindow(window.told(), window.most(), 0, null, null, null);
            }
            return rule.scope() == Scope.ORGANIZATION
                    ? new QuotaWindow(window.told(), window.most(), found.used, null, null, found.end)
                    : new QuotaWindow(window.told(), window.most(), found.used, UUID.fromString(found.subject),
                            isNamed(rule.scope()) ? found.name : null, found.end);
        }).toList();
    }

    private static boolean isNamed(Scope scope) {
        return ActingRights.may(scope == Scope.API_KEY ? "api-keys:read" : "members:read");
    }

    private static boolean isOf(WindowLimit window, int seconds) {
        return window.seconds() == WindowLimit.MONTH ? seconds > WindowLimit.DAY : window.seconds() == seconds;
    }
}
