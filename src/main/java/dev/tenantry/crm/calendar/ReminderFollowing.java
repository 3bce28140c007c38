package dev.tenantry.crm.calendar;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.DeliveryListener;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.shared.database.RolePool;

/** Notes what becomes of the mails that remind. */
@Component
class ReminderFollowing implements DeliveryListener {

    private static final String NOTE = """
            update event_reminders set status = ?, attempt_count = ?, last_attempt_at = now(), error_message = ?
            where organization_id = ? and notification_id = ?""";

    private final RolePool worker;

    ReminderFollowing(@Qualifier("workerPool") RolePool worker) {
        this.worker = worker;
    }

    @Override
    public String template() {
        return ReminderSends.TEMPLATE;
    }

    @Override
    public void on(UUID organizationId, UUID notification, DeliveryStatus status, int attempts,
            @Nullable String error) {
        var stands = switch (status) {
            case SENT -> ReminderStatus.SENT;
            case PENDING -> ReminderStatus.SCHEDULED;
            case FAILED, SUPPRESSED, RECORDED -> ReminderStatus.FAILED;
        };
        worker.jdbc()
                .sql(NOTE)
                .params(stands.toString(), attempts)
                .param(error)
                .params(organizationId, notification)
                .update();
    }
}
