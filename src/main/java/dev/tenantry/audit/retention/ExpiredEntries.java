package dev.tenantry.audit.retention;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away entries that have expired, but for organizations under a legal hold. */
@Component
class ExpiredEntries extends Retention {

    private static final String FORGET = """
            delete from audit_logs where (organization_id, id, created_at) in (
                select a.organization_id, a.id, a.created_at from audit_logs a
                where a.expires_at < now() and not exists (select from audit_legal_holds h where h.organization_id = a.organization_id)
                limit 1000)""";

    private final RolePool worker;

    ExpiredEntries(@Qualifier("workerPool") RolePool worker) {
        super("the retention of audit logs", Duration.ofHours(1));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).update();
    }
}
