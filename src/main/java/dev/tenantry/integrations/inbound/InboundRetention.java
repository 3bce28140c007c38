package dev.tenantry.integrations.inbound;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away messages that have been kept long enough. */
@Component
@EnableConfigurationProperties(InboundSettings.class)
class InboundRetention extends Retention {

    private static final String FORGET = """
            delete from webhook_events where (organization_id, id) in (
                select organization_id, id from webhook_events
                where created_at < now() - ? * interval '1 second' and due_at is null limit 1000)""";

    private final RolePool worker;
    private final InboundSettings settings;

    InboundRetention(@Qualifier("workerPool") RolePool worker, InboundSettings settings) {
        super("inbound webhooks' retention", Duration.ofHours(1));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.retention().toSeconds()).update();
    }
}
