package dev.tenantry.integrations.webhook;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** Endpoints that nothing gets through to, or that were disabled by other than somebody's hand. */
@Component
class EndpointInspection implements Inspection {

    private static final String FAILING = """
            select id, coalesce(disabled_reason, 'failing'), coalesce(first_failed_at, updated_at) from webhook_endpoints
            where organization_id = app.org_id() and (is_enabled and first_failed_at is not null or not is_enabled and disabled_reason <> ?)
            order by id limit ?""";

    private final JdbcClient jdbc;

    EndpointInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "health_monitor";
    }

    @Override
    public void look(Report report) {
        var before = report.findings().size();
        jdbc.sql(FAILING).params(DisabledReason.BY_HAND.toString(), Report.MOST).query(row -> {
            var id = row.getString(1);
            report.find(new Finding("endpoint-failing", "endpoint-failing:" + id + ":" + row.getString(3),
                    "A webhook endpoint is told nothing: " + row.getString(2), Map.of("webhookEndpointId", id)));
        });
        report.figure("endpointsFailing", report.findings().size() - before);
    }
}
