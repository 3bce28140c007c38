package dev.tenantry.access.event;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** Security events that nobody has closed. */
@Component
class SecurityEventInspection implements Inspection {

    private static final String UNCLOSED = """
            select count(*) from security_events where organization_id = app.org_id() and status in ('open', 'investigating')""";
    private static final String OPEN = """
            select id, description from security_events where organization_id = app.org_id() and status = 'open' order by id desc limit ?""";

    private final JdbcClient jdbc;

    SecurityEventInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "security_watcher";
    }

    @Override
    public void look(Report report) {
        report.figure("securityEvents", jdbc.sql(UNCLOSED).query(Long.class).single());
        jdbc.sql(OPEN).param(Report.MOST).query(row -> {
            var id = row.getString(1);
            report.find(new Finding("security-event-open", "security-event-open:" + id, row.getString(2),
                    Map.of("securityEventId", id)));
        });
    }
}
