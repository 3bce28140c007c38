package dev.tenantry.audit.logs;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** What the audit log has of who may do what, and of what was refused. */
@Component
class SecurityInspection implements Inspection {

    private static final String ENTRIES = """
            select action_category, count(*) from audit_logs
            where organization_id = app.org_id() and created_at >= ? and action_category in ('authentication', 'authorization', 'security')
            group by action_category order by action_category""";
    private static final String SEVERE = """
            select id, action_type, success from audit_logs
            where organization_id = app.org_id() and created_at >= ? and (not success or severity_level <> 'info') and action_type <> 'request.not-found' order by id desc limit ?""";
    private static final String CHANGED = """
            select user_id, count(*) from audit_logs
            where organization_id = app.org_id() and created_at >= ? and action_category in ('authorization', 'security') and success and user_id is not null
            group by user_id having count(*) >= ? order by user_id limit ?""";

    private final JdbcClient jdbc;

    SecurityInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "security_watcher";
    }

    @Override
    public void look(Report report) {
        var since = report.now().minus(Duration.ofHours(report.setting("windowHours"))).atOffset(ZoneOffset.UTC);
        var entries = new TreeMap<String, Long>();
        jdbc.sql(ENTRIES).param(since).query(row -> {
            entries.put(row.getString(1), row.getLong(2));
        });
        report.figure("auditEntries", entries);
        jdbc.sql(SEVERE).params(since, Report.MOST).query(row -> {
            report.find(new Finding("audit-severe", "audit-severe:" + row.getString(1),
                    row.getString(2) + (row.getBoolean(3) ? " was done" : " was refused"),
                    Map.of("auditLogId", row.getString(1))));
        });
        jdbc.sql(CHANGED).params(since, report.setting("rightsChanges"), Report.MOST).query(row -> {
            var user = row.getString(1);
            report.find(new Finding("rights-changed-often", "rights-changed-often:" + user + ":" + report.today(),
                    "One member changed who may do what " + row.getLong(2) + " times", Map.of("userId", user)));
        });
    }
}
