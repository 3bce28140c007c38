package dev.tenantry.crm.googlecalendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

import static dev.tenantry.shared.work.QueueDefinition.USUAL_LOSSES;

/** Calendars at Google, each due when it is to be looked at next. */
@Component
class CalendarQueue {

    static final String NAME = "google-calendars";

    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final int PER_TENANT = 4;

    private final WorkQueue<CalendarClaim> work;

    CalendarQueue(@Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance) {
        var table = new Source("google_calendars", "", "", ", q.user_id");
        this.work = new WorkQueue<>(new QueueDefinition(NAME, table, LEASE, PER_TENANT, Turn.IN_TURN, USUAL_LOSSES),
                CalendarQueue::read, worker, tickets, instance);
    }

    WorkQueue<CalendarClaim> work() {
        return work;
    }

    private static CalendarClaim read(ResultSet row, int number) throws SQLException {
        return new CalendarClaim(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("lease_losses"), row.getObject("user_id", UUID.class));
    }
}
