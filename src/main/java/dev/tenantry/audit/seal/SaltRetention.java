package dev.tenantry.audit.seal;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Of entries that have expired nothing stays by which what they said could be guessed. */
@Component
class SaltRetention extends Retention {

    private static final String FORGET = """
            update audit_log_seals set salt = null, value_salt = null, digests = null where (organization_id, position) in (
                select s.organization_id, s.position from audit_log_seals s
                where s.entry_expires_at < now() and s.salt is not null
                  and not exists (select from audit_logs a where a.organization_id = s.organization_id and a.id = s.entry_id) limit 1000)""";

    private final RolePool worker;

    SaltRetention(@Qualifier("workerPool") RolePool worker) {
        super("the salts of the audit log", Duration.ofHours(1));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).update();
    }
}
