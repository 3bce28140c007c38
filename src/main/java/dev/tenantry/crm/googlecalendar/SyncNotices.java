package dev.tenantry.crm.googlecalendar;

import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;

/** Tells members that a calendar of theirs is not kept the same any more. In the current transaction. */
@Component
class SyncNotices {

    private static final String ADDRESS = "select email from app.members(app.org_id()) where user_id = auth.uid()";
    private static final String NAME = """
            select name from google_calendars where organization_id = app.org_id() and user_id = auth.uid() and id = ?""";

    private final JdbcClient jdbc;
    private final Notifications notifications;

    SyncNotices(JdbcClient jdbc, Notifications notifications) {
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    void tell(SyncedCalendar calendar, String reason) {
        var name = jdbc.sql(NAME).param(calendar.id()).query(String.class).single();
        jdbc.sql(ADDRESS)
                .query(String.class)
                .optional()
                .ifPresent(address -> notifications.queue(Message.email(address, "google-calendar-stopped",
                        Map.of("calendar", name, "reason", reason))));
    }
}
