package dev.tenantry.metering.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.metering.counter.Counter;
import dev.tenantry.metering.policy.QuotaResponse.QuotaWindow;
import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.metering.rule.Window;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;

/** What holds for an organization, and what has been counted of it. */
@Service
@Transactional(readOnly = true)
class QuotaStandings {

    private record Counted(String counter, int seconds, Instant end, int used) {

        static Counted read(ResultSet row, int number) throws SQLException {
            return new Counted(row.getString("counter"), row.getInt("window_seconds"), Rows.instant(row, "window_end"),
                    row.getInt("used"));
        }
    }

    private final RuleBook rules;
    private final JdbcClient jdbc;

    QuotaStandings(RuleBook rules, JdbcClient jdbc) {
        this.rules = rules;
        this.jdbc = jdbc;
    }

    List<QuotaResponse> list() {
        var caller = Caller.current();
        var held = rules.of(caller.organizationId());
        Object counters = held.stream()
                .map(rule -> counter(rule, caller))
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        var counted = jdbc
                .sql("select counter, window_seconds, window_end, used from app.get_quota_usage(app.org_id(), ?)")
                .param(counters)
                .query(Counted::read)
                .list();
        return held.stream()
                .map(rule -> QuotaResponse.of(rule, windows(rule, counted, caller)))
                .sorted(Comparator.comparing(QuotaResponse::source).thenComparing(QuotaResponse::name))
                .toList();
    }

    private static List<QuotaWindow> windows(Rule rule, List<Counted> counted, Caller caller) {
        var counter = counter(rule, caller);
        return rule.windows().stream().map(window -> {
            var found = counted.stream()
                    .filter(one -> one.counter.equals(counter) && isOf(window, one.seconds))
                    .findFirst()
                    .orElse(null);
            return new QuotaWindow(window.told(), window.most(),
                    found != null ? (Integer) found.used : counter == null ? null : (Integer) 0,
                    found == null ? null : found.end);
        }).toList();
    }

    /** By which the caller's requests are counted; null: none are. */
    private static @Nullable String counter(Rule rule, Caller caller) {
        var subject = rule.scope().subject(caller);
        return subject == null ? null : new Counter(rule.id(), caller.organizationId(), subject).text();
    }

    private static boolean isOf(Window window, int seconds) {
        return window.seconds() == Window.MONTH ? seconds > Window.DAY : window.seconds() == seconds;
    }
}
