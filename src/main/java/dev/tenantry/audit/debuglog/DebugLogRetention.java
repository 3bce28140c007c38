package dev.tenantry.audit.debuglog;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away lines, and sessions that are over, after a week. */
@Component
class DebugLogRetention extends Retention {

    private static final String LINES = """
            delete from debug_logs where (organization_id, id) in (
                select organization_id, id from debug_logs where created_at < now() - interval '7 days' limit 1000)""";
    private static final String SESSIONS = """
            delete from debug_sessions where (organization_id, id) in (
                select organization_id, id from debug_sessions where ends_at < now() - interval '7 days' limit 1000)""";

    private final RolePool worker;

    DebugLogRetention(@Qualifier("workerPool") RolePool worker) {
        super("debug logs' retention", Duration.ofMinutes(5));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(LINES).update() + worker.jdbc().sql(SESSIONS).update();
    }
}
