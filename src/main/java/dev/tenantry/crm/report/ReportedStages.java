package dev.tenantry.crm.report;

import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What stages are called today, and those that are no more were called last. In the current transaction. */
@Component
public class ReportedStages {

    private final JdbcClient jdbc;

    ReportedStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<Long, String> all() {
        var names = new HashMap<Long, String>();
        jdbc.sql("""
                select t.stage_id, t.name from pipeline_stage_history t
                where t.organization_id = app.org_id() order by t.began_at, t.id""").query(row -> {
            names.put(row.getLong("stage_id"), row.getString("name"));
        });
        return names;
    }
}
