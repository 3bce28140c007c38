package dev.tenantry.notification.bounce;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away what was noted of mails that came back, a year later: what followed from it stays. */
@Component
class BounceRetention extends Retention {

    private static final String FORGET = """
            delete from mail_bounces where (organization_id, id) in (
                select organization_id, id from mail_bounces where reported_at < now() - interval '1 year' limit 1000)""";

    private final RolePool worker;

    BounceRetention(@Qualifier("workerPool") RolePool worker) {
        super("bounces' retention", Duration.ofHours(1));
        this.worker = worker;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).update();
    }
}
