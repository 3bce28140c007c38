package dev.tenantry.crm.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;
import dev.tenantry.shared.record.RecordRegistry;

/** Tasks that nobody has done in time, or that are nobody's. */
@Component
class TaskInspection implements Inspection {

    private static final String OVERDUE = """
            select id, due_at, contact_id, company_id, opportunity_id from tasks
            where organization_id = app.org_id() and deleted_at is null and completed_at is null and due_at < ? order by due_at desc, id limit ?""";
    private static final String UNASSIGNED = """
            select id, contact_id, company_id, opportunity_id from tasks
            where organization_id = app.org_id() and deleted_at is null and completed_at is null and assignee_id is null and created_at < ?
            order by created_at desc, id limit ?""";
    private static final List<String> ABOUT = List.of("contact", "company", "opportunity");

    private final JdbcClient jdbc;

    TaskInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "support_ticket";
    }

    @Override
    public void look(Report report) {
        jdbc.sql(OVERDUE).params(before(report, "overdueHours"), Report.MOST).query(row -> {
            var due = Rows.instant(row, "due_at");
            report.find(new Finding("task-overdue", "task-overdue:" + row.getString("id") + ":" + due,
                    "A task was due at " + due, about(row)));
        });
        var overdue = report.findings().size();
        report.figure("overdue", overdue);
        jdbc.sql(UNASSIGNED).params(before(report, "unassignedHours"), Report.MOST).query(row -> {
            report.find(new Finding("task-unassigned", "task-unassigned:" + row.getString("id"),
                    "A task is assigned to nobody", about(row)));
        });
        report.figure("unassigned", report.findings().size() - overdue);
    }

    private static OffsetDateTime before(Report report, String hours) {
        Instant latest = report.now().minus(Duration.ofHours(report.setting(hours)));
        return latest.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, String> about(ResultSet row) throws SQLException {
        var about = new HashMap<>(Map.of("taskId", row.getString("id")));
        for (var kind : ABOUT) {
            var id = row.getString(kind + "_id");
            if (id != null) {
                about.put(RecordRegistry.reference(kind), id);
            }
        }
        return about;
    }
}
