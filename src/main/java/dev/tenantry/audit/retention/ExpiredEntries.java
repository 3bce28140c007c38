package dev.tenantry.audit.retention;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;

/** Takes away entries that have expired, but for organizations under a legal hold. */
@Component
class ExpiredEntries extends SteppedRetention {

    private static final String STEP = """
            with page as (
                select a.expires_at, a.organization_id, a.id, a.created_at from audit_logs a
                where a.expires_at < now() and (a.expires_at, a.organization_id, a.id) > (?, ?, ?)
                order by a.expires_at, a.organization_id, a.id limit 1000),
            gone as (
                delete from audit_logs a using page p
                where a.organization_id = p.organization_id and a.id = p.id and a.created_at = p.created_at
                  and not exists (select from audit_legal_holds h where h.organization_id = a.organization_id))
            select expires_at as expired_at, organization_id, id as number from page order by expires_at desc, organization_id desc, id desc limit 1""";

    ExpiredEntries(@Qualifier("workerPool") RolePool worker) {
        super("the retention of audit logs", worker, STEP);
    }
}
