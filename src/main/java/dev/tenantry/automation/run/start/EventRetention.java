package dev.tenantry.automation.run.start;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away events some time after they were dispatched. One instance at a time does. */
@Component
class EventRetention extends Retention {

    private static final String FORGET = """
            delete from domain_events e using (
                select e.organization_id, e.id from domain_events e
                where e.created_at < now() - ? * interval '1 millisecond'
                    and not exists (select from pending_events p where p.organization_id = e.organization_id and p.id = e.id) limit 5000) old
            where pg_try_advisory_xact_lock(7463727) and e.organization_id = old.organization_id and e.id = old.id""";

    private final RolePool worker;
    private final EngineSettings settings;

    EventRetention(@Qualifier("workerPool") RolePool worker, EngineSettings settings) {
        super("events' retention", Duration.ofMinutes(10));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.eventRetention().toMillis()).update();
    }
}
