package dev.tenantry.automation.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.automation.definition.Schedule.CatchUp;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.start.ScheduledRuns;
import dev.tenantry.shared.database.Rows;

/**
 * Starts the runs of a time that has come, and sets the next one, in one transaction: a time starts one run, whoever dies when. The
 * workflow is locked before the schedule, as by whoever deactivates it.
 */
@Component
class ScheduledStarts {

    private static final String LOCK = """
            select is_active from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";
    private static final String FIND = """
            select s.tick_at, s.behind, t.is_active, t.trigger_type, t.trigger_config from workflow_schedules s
            join workflow_triggers t on t.organization_id = s.organization_id and t.id = s.id
            where s.organization_id = app.org_id() and s.id = ? and s.lease_epoch = ? for update of s""";
    private static final String NEXT = """
            update workflow_schedules set tick_at = ?, due_at = ?, behind = ?, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ?""";
    private static final String DEACTIVATE = """
            with workflow as (
                update workflow_definitions set is_active = false, version = version + 1 where organization_id = app.org_id() and id = ?)
            update workflow_triggers set is_active = false, version = version + 1 where organization_id = app.org_id() and workflow_id = ? and is_active""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Schedules schedules;
    private final ScheduledRuns runs;
    private final DateStarts dates;
    private final AuditTrail audit;
    private final DueTimes dueTimes;

    ScheduledStarts(JdbcClient jdbc, JsonMapper json, Schedules schedules, ScheduledRuns runs, DateStarts dates,
            AuditTrail audit, DueTimes dueTimes) {
        this.dates = dates;
        this.dueTimes = dueTimes;
        this.jdbc = jdbc;
        this.json = json;
        this.schedules = schedules;
        this.runs = runs;
        this.audit = audit;
    }

    /** @param behind of the records of the time's day, the last one that has been looked at; 0 before the first */
    private record Due(Instant time, long behind, boolean isInForce, Trigger trigger, Schedule schedule) {}

    @Transactional
    void start(ScheduleClaim claim) {
        var isActive = jdbc.sql(LOCK).param(claim.workflowId()).query(Boolean.class).optional().orElse(false);
        var due = jdbc.sql(FIND).params(claim.triggerId(), claim.epoch()).query(this::due).optional();
        if (due.isEmpty()) {
            return;
        }
        if (!isActive || !due.get().isInForce) {
            schedules.end(claim.triggerId());
            return;
        }
        start(claim, due.get());
    }

    private void start(ScheduleClaim claim, Due due) {
        var schedule = due.schedule;
        var zone = schedules.zone(schedule);
        var date = due.trigger.date();
        var isInTurn = date != null && (due.behind > 0 || schedule.catchUp() == CatchUp.ALL);
        var times = isInTurn ? List.of(due.time) : dueTimes.of(schedule, due.time, zone);
        var starting = isInTurn ? times : dueTimes.starting(times, schedule);
        if (date == null || starting.isEmpty()) {
            starting.forEach(time -> runs.start(claim.workflowId(), time));
            proceed(claim, schedule.next(times.getLast(), zone));
            return;
        }
        // Each in a transaction of its own, however many were missed: a day can have any number of records.
        var time = starting.getFirst();
        var behind = dates.start(claim.workflowId(), due.trigger, date, time, zone, due.behind);
        if (behind == null) {
            proceed(claim, schedule.next(time, zone));
        } else {
            goOn(claim, time, behind);
        }
    }

    /** Deactivates a workflow whose times end whoever starts its runs. */
    @Transactional
    void giveUp(ScheduleClaim claim) {
        var isActive = jdbc.sql(LOCK).param(claim.workflowId()).query(Boolean.class).optional().orElse(false);
        if (isActive) {
            jdbc.sql(DEACTIVATE).params(claim.workflowId(), claim.workflowId()).update();
            audit.record(new AuditEntry("workflow.deactivated", AuditEntry.Category.DATA_MODIFICATION, "workflow",
                    claim.workflowId().toString(), Map.of("isActive", true),
                    Map.of("isActive", false, "reason",
                            "the instance that started its runs stopped or died " + claim.losses() + " times")));
        }
        schedules.end(claim.triggerId());
    }

    private void proceed(ScheduleClaim claim, @Nullable Instant next) {
        if (next == null) {
            schedules.end(claim.triggerId());
            return;
        }
        jdbc.sql(NEXT).params(Schedules.at(next), Schedules.at(next), 0L, claim.triggerId()).update();
        schedules.announce(next);
    }

    /** With the next records of the same time, behind others whose turn it is. */
    private void goOn(ScheduleClaim claim, Instant time, long behind) {
        jdbc.sql(NEXT).params(Schedules.at(time), Schedules.at(time), behind, claim.triggerId()).update();
        schedules.announce(time);
    }

    private Due due(ResultSet row, int number) throws SQLException {
        var trigger = Trigger.read(Trigger.json(row.getString("trigger_type"),
                json.readTree(row.getString("trigger_config"))));
        var schedule = trigger.schedule();
        if (schedule == null) {
            throw new IllegalStateException("a trigger without times is in the queue of those that have some");
        }
        return new Due(Rows.instant(row, "tick_at"), row.getLong("behind"), row.getBoolean("is_active"), trigger,
                schedule);
    }
}
