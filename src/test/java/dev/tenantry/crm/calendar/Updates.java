package dev.tenantry.crm.calendar;

import java.sql.SQLException;

import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.awaitility.Awaitility.await;

/** The pause after which those who were invited are told what has changed. */
final class Updates {

    private Updates() {}

    /** It is over for all that has changed until now, and they have been told. */
    static void pass(Person owner) throws SQLException {
        hurry(owner);
        await().until(() -> waiting(owner) == 0);
    }

    /** It is over for all that has changed until now. */
    static void hurry(Person owner) throws SQLException {
        var organization = "'" + owner.organizationId() + "'";
        change("update event_updates set due_at = now() where organization_id = " + organization);
        change("insert into work_tickets (organization_id, queue) values (" + organization + ", 'event-updates')");
    }

    static int waiting(Person owner) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from event_updates where organization_id = '"
                        + owner.organizationId() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void change(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
