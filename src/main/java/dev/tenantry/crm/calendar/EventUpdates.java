package dev.tenantry.crm.calendar;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Tickets;

/**
 * Events of which those who were invited are to be mailed what has changed: once for all that changes until then. In the current transaction,
 * which holds the event.
 */
@Component
class EventUpdates {

    /** What is there already stays due when it is, or else an event that changes all the time would never be told of. */
    private static final String ADD = """
            insert into event_updates (organization_id, event_id, acting_for, due_at)
            values (app.org_id(), ?, ?, now() + ? * interval '1 millisecond')
            on conflict on constraint event_updates_event_id_key do update set acting_for = excluded.acting_for""";
    private static final String TAKE = "delete from event_updates where organization_id = app.org_id() and id = ? and lease_epoch = ?";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final Duration pause;

    EventUpdates(JdbcClient jdbc, Tickets tickets, CalendarSettings settings) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.pause = settings.updatePause();
    }

    void add(CalendarEvent event) {
        add(event, pause);
    }

    /** Once so much time has passed; what is due before stays so. */
    void add(CalendarEvent event, Duration pause) {
        var owner = event.getOwnerId();
        jdbc.sql(ADD)
                .param(event.getId())
                .param(owner == null ? TenantContext.current().userId() : owner)
                .param(pause.toMillis())
                .update();
        tickets.add(EventUpdateQueue.NAME, pause);
    }

    /** @return whether it is still this holder's to tell, and now nobody's any more */
    boolean take(EventUpdateClaim claim) {
        return jdbc.sql(TAKE).params(claim.id(), claim.epoch()).update() > 0;
    }
}
