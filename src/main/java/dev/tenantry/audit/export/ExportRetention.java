package dev.tenantry.audit.export;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away exports whose files have expired, and those that came to none, after as long. */
@Component
class ExportRetention extends Retention {

    private static final String FORGET = """
            delete from audit_log_exports e using (
                select organization_id, id from audit_log_exports
                where expires_at <= now() or status in ('failed', 'cancelled') and completed_at < now() - ? * interval '1 second'
                limit 100) old
            where e.organization_id = old.organization_id and e.id = old.id""";

    private final RolePool worker;
    private final ExportSettings settings;

    ExportRetention(@Qualifier("workerPool") RolePool worker, ExportSettings settings) {
        super("exports' retention", Duration.ofMinutes(10));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.keepFiles().toSeconds()).update();
    }
}
