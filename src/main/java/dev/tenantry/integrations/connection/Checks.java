package dev.tenantry.integrations.connection;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When connected integrations are asked again whether they still are. */
@Service
@Transactional
class Checks {

    private static final String BEGIN = """
            insert into integration_checks (organization_id, integration_id, due_at) values (app.org_id(), ?, now() + ? * interval '1 second')
            on conflict (organization_id, integration_id) do update set due_at = excluded.due_at, failures = 0""";
    private static final String END = "delete from integration_checks where organization_id = app.org_id() and integration_id = ?";
    /** After a success as usual; after failures twice as long each time, a day at most. */
    private static final String CHECKED = """
            update integration_checks set failures = case when ? then 0 else failures + 1 end,
                due_at = now() + ? * (case when ? then 1 else least(2 ^ least(failures + 1, 10), 86400.0 / ?) end) * interval '1 second'
            where organization_id = app.org_id() and integration_id = ?""";

    private final JdbcClient jdbc;
    private final HealthSettings settings;

    Checks(JdbcClient jdbc, HealthSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    void begin(UUID integration) {
        jdbc.sql(BEGIN).param(integration).param(interval()).update();
    }

    void end(UUID integration) {
        jdbc.sql(END).param(integration).update();
    }

    void checked(UUID integration, boolean isWell) {
        jdbc.sql(CHECKED)
                .param(isWell)
                .param(interval())
                .param(isWell)
                .param(interval())
                .param(integration)
                .update();
    }

    private long interval() {
        return settings.healthInterval().toSeconds();
    }
}
