package dev.tenantry.automation.run.start;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.PastRuns;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.database.Rows;

/** The runs that events of a record have begun. */
@Component
class RunsOfRecords implements PastRuns {

    static final String LAST = """
            select l.workflow_id, l.about, bool_or(l.execution_end is null) as is_under_way, max(l.execution_end) as ended_at
            from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.about = any (?) and l.workflow_id = any (?) and l.status <> ? group by 1, 2""";

    private final JdbcClient jdbc;

    RunsOfRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Of, LastRun> of(Collection<Of> sought) {
        var found = new HashMap<Of, LastRun>();
        jdbc.sql(LAST)
                .params(sought.stream().map(Of::subject).distinct().toArray(String[]::new),
                        sought.stream().map(Of::workflowId).distinct().toArray(UUID[]::new),
                        RunStatus.REFUSED.toString())
                .query((RowCallbackHandler) row -> found.put(
                        new Of(row.getObject("workflow_id", UUID.class), row.getString("about")),
                        new LastRun(row.getBoolean("is_under_way") ? null : Rows.instantOrNull(row, "ended_at"))));
        return found;
    }
}
