package dev.tenantry.access.admission;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away what the log of addresses has of more than thirty days ago. */
@Component
class AccessLogRetention extends Retention {

    private static final int BATCH = 5_000;
    private static final String FORGET = """
            delete from ip_access_log l using (select organization_id, id from ip_access_log where created_at < now() - interval '30 days' limit ?) old
            where l.organization_id = old.organization_id and l.id = old.id""";

    private final RolePool worker;

    AccessLogRetention(@Qualifier("workerPool") RolePool worker) {
        super("the retention of the log of addresses", Duration.ofMinutes(20));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(BATCH).update();
    }
}
