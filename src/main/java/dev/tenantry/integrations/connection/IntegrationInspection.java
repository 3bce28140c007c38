package dev.tenantry.integrations.connection;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** Integrations whose other side fails at present: since it last answered as it should. */
@Component
class IntegrationInspection implements Inspection {

    private static final String FAILING = """
            select id, provider, coalesce(last_sync_at, created_at) from integrations
            where organization_id = app.org_id() and status = ? order by id limit ?""";

    private final JdbcClient jdbc;

    IntegrationInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "health_monitor";
    }

    @Override
    public void look(Report report) {
        var before = report.findings().size();
        jdbc.sql(FAILING).params(IntegrationStatus.ERROR.toString(), Report.MOST).query(row -> {
            var id = row.getString(1);
            report.find(new Finding("integration-failing", "integration-failing:" + id + ":" + row.getString(3),
                    "An integration by " + row.getString(2) + " fails", Map.of("integrationId", id)));
        });
        report.figure("integrationsFailing", report.findings().size() - before);
    }
}
