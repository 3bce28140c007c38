package dev.tenantry.automation.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.tenancy.Localizations;

/** When each trigger in force comes next, written in the transaction that puts it into force. */
@Component
public class Schedules {

    private static final String BEGIN = """
            insert into workflow_schedules as s (organization_id, id, workflow_id, tick_at, due_at) values (app.org_id(), ?, ?, ?, ?)
            on conflict on constraint workflow_schedules_pkey do nothing""";
    private static final String NEXT_OF = "select id, tick_at from workflow_schedules where organization_id = app.org_id() and workflow_id = ?";
    private static final String END = "delete from workflow_schedules where organization_id = app.org_id() and id = ?";

    private final JdbcClient jdbc;
    private final Localizations localizations;
    private final Tickets tickets;
    private final Clock clock;

    Schedules(JdbcClient jdbc, Localizations localizations, Tickets tickets, Clock clock) {
        this.jdbc = jdbc;
        this.localizations = localizations;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** From now on; what has its next time already keeps it. */
    public void begin(UUID trigger, UUID workflow, Schedule schedule) {
        var next = schedule.next(clock.instant(), zone(schedule));
        if (next != null) {
            jdbc.sql(BEGIN).params(trigger, workflow, at(next), at(next)).update();
            announce(next);
        }
    }

    public void end(UUID trigger) {
        jdbc.sql(END).param(trigger).update();
    }

    /** When the triggers of a workflow come next, by their ids: those in force that have times. */
    public Map<UUID, Instant> nextOf(UUID workflow) {
        var next = new HashMap<UUID, Instant>();
        jdbc.sql(NEXT_OF)
                .param(workflow)
                .query((RowCallbackHandler) row -> next.put(row.getObject("id", UUID.class),
                        Rows.instant(row, "tick_at")));
        return next;
    }

    /** The organization's, unless the schedule has its own. */
    ZoneId zone(Schedule schedule) {
        return schedule.zone() == null ? localizations.ofOrganization().zone() : schedule.zone();
    }

    /** Somebody looks then. */
    void announce(Instant next) {
        var pause = Duration.between(clock.instant(), next);
        tickets.add(ScheduleQueue.NAME, pause.isNegative() ? Duration.ZERO : pause);
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
