package dev.tenantry.notification.delivery;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away notifications that have been kept long enough. */
@Component
class DeliveryRetention extends Retention {

    private static final String FORGET = """
            delete from outbound_notifications where (organization_id, id) in (
                select organization_id, id from outbound_notifications
                where created_at < now() - ? * interval '1 second' and due_at is null limit 1000)""";

    private final RolePool worker;
    private final NotificationSettings settings;

    DeliveryRetention(@Qualifier("workerPool") RolePool worker, NotificationSettings settings) {
        super("notifications' retention", Duration.ofHours(1));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.retention().toSeconds()).update();
    }
}
