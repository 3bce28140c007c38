package dev.tenantry.identity.alert;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.account.Users;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.tenancy.Memberships;

/** Alerts people of what happens to their accounts, in the list that they see and by e-mail, in its cause's transaction. */
@Component
public class SecurityAlerts {

    private final RolePool pool;
    private final Users users;
    private final Memberships memberships;
    private final Notifications notifications;
    private final JsonMapper json;
    private final Clock clock;

    SecurityAlerts(RolePool authPool, Users users, Memberships memberships, Notifications notifications,
            JsonMapper json, Clock clock) {
        this.pool = authPool;
        this.users = users;
        this.memberships = memberships;
        this.notifications = notifications;
        this.json = json;
        this.clock = clock;
    }

    /** @param message for the person @param metadata for programs */
    public void raise(UUID user, AlertType type, String message, Map<String, Object> metadata) {
        pool.jdbc()
                .sql("""
                        insert into security_alerts (user_id, alert_type, severity, title, message, metadata)
                        values (?, ?, ?, ?, ?, ?::jsonb)""")
                .params(user, type.code(), type.severity(), type.title(), message, json.writeValueAsString(metadata))
                .update();
        users.find(user).ifPresent(account -> {
            if (account.email() != null) {
                mail(user, account.email(), type, message);
            }
        });
    }

    private void mail(UUID user, String email, AlertType type, String message) {
        memberships.of(user)
                .stream()
                .findFirst()
                .ifPresent(home -> notifications.queueFor(home.organizationId(),
                        Message.email(email, "security-alert", Map.of("email", email, "title", type.title(), "detail",
                                message, "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()))));
    }
}
