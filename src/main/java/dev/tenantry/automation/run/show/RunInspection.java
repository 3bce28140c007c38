package dev.tenantry.automation.run.show;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** How the runs ended that began in the time that is looked at, and workflows whose runs fail or were parked. */
@Component
public class RunInspection implements Inspection {

    /** Without those that are but parts of others. By when they were made, as the indices have them: runs before that are not read, however many there were. */
    public static final String ENDED = """
            select status, count(*) from workflow_execution_logs
            where organization_id = app.org_id() and created_at >= ? and execution_end is not null and path is null group by status order by status""";
    public static final String FAILING = """
            select workflow_id, count(*) from workflow_execution_logs
            where organization_id = app.org_id() and created_at >= ? and status = any (?) and path is null
            group by workflow_id having count(*) >= ? order by count(*) desc, workflow_id limit ?""";
    private static final String[] BAD = {RunStatus.FAILED.toString(), RunStatus.PARKED.toString()};

    private final JdbcClient jdbc;

    RunInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "health_monitor";
    }

    @Override
    public void look(Report report) {
        var since = OffsetDateTime.ofInstant(report.now().minus(Duration.ofHours(report.setting("windowHours"))),
                ZoneOffset.UTC);
        var ended = new TreeMap<String, Long>();
        jdbc.sql(ENDED).param(since).query(row -> {
            ended.put(row.getString(1), row.getLong(2));
        });
        report.figure("runs", ended);
        jdbc.sql(FAILING).params(since, BAD, report.setting("failedRuns"), Report.MOST).query(row -> {
            var workflow = row.getString(1);
            report.find(new Finding("runs-failing", "runs-failing:" + workflow + ":" + report.today(),
                    "Runs of a workflow failed or were parked: " + row.getLong(2), Map.of("workflowId", workflow)));
        });
    }
}
