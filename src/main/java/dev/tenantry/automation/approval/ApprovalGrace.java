package dev.tenantry.automation.approval;

import java.time.ZoneOffset;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Instance;

/** Time for those who could not answer, as no instance of the application was there. */
@Component
class ApprovalGrace {

    /** Of what was asked before that, once; and not where the time was over before anybody had been away. */
    private static final String EXTEND = """
            update workflow_approvals set expires_at = up.since + up.grace
            from (select cast(? as timestamptz) as since, ? * interval '1 millisecond' as grace) up
            where organization_id = app.org_id() and id = ? and created_at < up.since and clock_timestamp() < up.since + up.grace""";

    private final JdbcClient jdbc;
    private final ApprovalSettings settings;
    private final Instance instance;

    ApprovalGrace(JdbcClient jdbc, ApprovalSettings settings, Instance instance) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.instance = instance;
    }

    /** Of what is due to be decided as nobody has answered. @return whether it has time yet */
    boolean extend(UUID approval) {
        return jdbc.sql(EXTEND)
                .params(instance.upSince().atOffset(ZoneOffset.UTC), settings.grace().toMillis(), approval)
                .update() > 0;
    }
}
