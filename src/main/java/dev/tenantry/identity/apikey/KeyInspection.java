package dev.tenantry.identity.apikey;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.inspection.Finding;
import dev.tenantry.shared.inspection.Inspection;
import dev.tenantry.shared.inspection.Report;

/** API keys that let somebody in, and that nobody has used for long. */
@Component
class KeyInspection implements Inspection {

    private static final String UNUSED = """
            select id, coalesce(last_used_at, created_at)::date from api_keys
            where organization_id = app.org_id() and is_active and revoked_at is null and (expires_at is null or expires_at > now())
              and coalesce(last_used_at, created_at) < ?
            order by id limit ?""";
    private static final String ACTIVE = """
            select count(*) from api_keys
            where organization_id = app.org_id() and is_active and revoked_at is null and (expires_at is null or expires_at > now())""";

    private final JdbcClient jdbc;

    KeyInspection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String agent() {
        return "security_watcher";
    }

    @Override
    public void look(Report report) {
        var since = report.now().minus(Duration.ofDays(report.setting("unusedKeyDays"))).atOffset(ZoneOffset.UTC);
        report.figure("apiKeys", jdbc.sql(ACTIVE).query(Long.class).single());
        jdbc.sql(UNUSED).params(since, Report.MOST).query(row -> {
            var id = row.getString(1);
            report.find(new Finding("api-key-unused", "api-key-unused:" + id + ":" + row.getString(2),
                    "An API key was not used since " + row.getString(2), Map.of("apiKeyId", id)));
        });
    }
}
