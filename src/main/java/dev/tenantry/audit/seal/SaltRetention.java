package dev.tenantry.audit.seal;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.retention.SteppedRetention;
import dev.tenantry.shared.database.RolePool;

/** Of entries that have expired nothing stays by which what they said could be guessed. */
@Component
class SaltRetention extends SteppedRetention {

    private static final String STEP = """
            with page as (
                select s.entry_expires_at, s.organization_id, s.position, s.entry_id from audit_log_seals s
                where s.entry_expires_at < now() and s.salt is not null and (s.entry_expires_at, s.organization_id, s.position) > (?, ?, ?)
                order by s.entry_expires_at, s.organization_id, s.position limit 1000),
            forgotten as (
                update audit_log_seals s set salt = null, value_salt = null, digests = null from page p
                where s.organization_id = p.organization_id and s.position = p.position
                  and not exists (select from audit_logs a where a.organization_id = p.organization_id and a.id = p.entry_id))
            select entry_expires_at as expired_at, organization_id, position as number from page
            order by entry_expires_at desc, organization_id desc, position desc limit 1""";

    SaltRetention(@Qualifier("workerPool") RolePool worker) {
        super("the salts of the audit log", worker, STEP);
    }
}
