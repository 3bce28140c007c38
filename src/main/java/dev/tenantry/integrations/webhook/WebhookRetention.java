package dev.tenantry.integrations.webhook;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away deliveries that have been kept long enough. */
@Component
class WebhookRetention extends Retention {

    private static final String FORGET = """
            delete from webhook_deliveries d using (
                select organization_id, id from webhook_deliveries
                where ended_at < now() - ? * interval '1 second' limit 1000) old
            where d.organization_id = old.organization_id and d.id = old.id""";

    private final RolePool worker;
    private final WebhookSettings settings;

    WebhookRetention(@Qualifier("workerPool") RolePool worker, WebhookSettings settings) {
        super("webhooks' retention", Duration.ofHours(1));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.retention().toSeconds()).update();
    }
}
