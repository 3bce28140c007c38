package dev.tenantry.automation.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.RuleState.Of;
import dev.tenantry.automation.admission.RuleState.Rule;
import dev.tenantry.automation.definition.Enrolment;

/** The runs that wait for a slot. A slot is free from the moment when the queue's row is gone that held it. */
@Component
public class Backlog {

    /** So many slots there are where nothing limits them any more. */
    private static final int NO_LIMIT = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** From one to the next, so that the runs of each are not read. */
    private static final String WORKFLOWS = """
            with recursive waiting (id) as (
                (select b.workflow_id from workflow_backlog b
                 where b.organization_id = app.org_id() and b.workflow_id > ? order by b.workflow_id limit 1)
                union all
                select n.workflow_id from waiting s cross join lateral (
                    select b.workflow_id from workflow_backlog b
                    where b.organization_id = app.org_id() and b.workflow_id > s.id order by b.workflow_id limit 1) n)
            select id from waiting limit ?""";
    private static final String TAKE = """
            with room as (select * from unnest(?::uuid[], ?::int[]) as r (workflow_id, places)),
            keys as (
                select distinct b.workflow_id, b.slot_key, r.places from workflow_backlog b join room r on r.workflow_id = b.workflow_id
                where b.organization_id = app.org_id()),
            free as (
                select k.workflow_id, k.slot_key, k.places - (select count(*) from workflow_run_queue q
                    where q.organization_id = app.org_id() and q.slot_key = k.slot_key) as places
                from keys k),
            chosen as (
                select n.id from free f cross join lateral (
                    select b.id from workflow_backlog b
                    where b.organization_id = app.org_id() and b.workflow_id = f.workflow_id and b.slot_key = f.slot_key
                    order by b.id limit greatest(f.places, 0)) n
                order by n.id limit 1000)
            delete from workflow_backlog w using chosen c where w.organization_id = app.org_id() and w.id = c.id
            returning w.id, w.workflow_id, w.throttle_key, w.step_index""";
    private static final String QUEUE = """
            with queued as (
                insert into workflow_run_queue (organization_id, id, user_id, root_id, depth, step_index, slot_key, due_at)
                select l.organization_id, l.id, l.published_by, l.root_id, l.depth, a.step_index, l.slot_key,
                    now() + a.delay * interval '1 millisecond'
                from unnest(?::bigint[], ?::int[], ?::bigint[]) as a (id, step_index, delay)
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = a.id
                returning organization_id, due_at)
            insert into work_tickets (organization_id, queue, due_at) select organization_id, ?, min(due_at) from queued group by 1""";

    private final JdbcClient jdbc;
    private final AdmissionStore store;
    private final Clock clock;

    Backlog(JdbcClient jdbc, AdmissionStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    private record Waiting(long id, UUID workflowId, @Nullable String throttleKey, int step) {}

    /** The workflows of which runs wait, in the order of their ids. @param after the one to go on behind; null: from the first one on */
    public List<UUID> workflows(@Nullable UUID after, int most) {
        return jdbc.sql(WORKFLOWS)
                .params(Objects.requireNonNullElse(after, BEFORE_ALL), most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Puts as many runs into the queue as there are slots for, those that have waited longest first.
     *
     * @param enrolments what the workflows, which are locked, demand now
     * @param queue      whose tickets tell of runs that are due
     * @return how many there were
     */
    public int admit(Map<UUID, Enrolment> enrolments, String queue) {
        var workflows = List.copyOf(enrolments.keySet());
        var chosen = jdbc.sql(TAKE)
                .params(workflows.toArray(UUID[]::new),
                        workflows.stream().map(id -> limit(enrolments.get(id))).toArray(Integer[]::new))
                .query((row, _) -> new Waiting(row.getLong("id"), row.getObject("workflow_id", UUID.class),
                        row.getString("throttle_key"), row.getInt("step_index")))
                .stream()
                .sorted(Comparator.comparingLong(Waiting::id))
                .toList();
        if (!chosen.isEmpty()) {
            var delays = delays(chosen, enrolments);
            jdbc.sql(QUEUE)
                    .params(chosen.stream().map(Waiting::id).toArray(Long[]::new),
                            chosen.stream().map(Waiting::step).toArray(Integer[]::new),
                            chosen.stream().map(one -> delays.get(one.id)).toArray(Long[]::new), queue)
                    .update();
        }
        return chosen.size();
    }

    private static int limit(@Nullable Enrolment enrolment) {
        return enrolment == null || enrolment.concurrency() == null ? NO_LIMIT : enrolment.concurrency().limit();
    }

    /** Milliseconds after which each begins. */
    private Map<Long, Long> delays(List<Waiting> chosen, Map<UUID, Enrolment> enrolments) {
        var now = clock.instant();
        var sought = chosen.stream().filter(one -> one.throttleKey != null).map(Backlog::throttle).toList();
        var states = new HashMap<>(store.states(sought));
        var changed = new LinkedHashMap<Of, RuleState>();
        var delays = new HashMap<Long, Long>();
        for (var one : chosen) {
            var enrolment = enrolments.get(one.workflowId);
            var rate = enrolment == null ? null : enrolment.throttle();
            if (one.throttleKey == null || rate == null) {
                delays.put(one.id, 0L);
                continue;
            }
            var state = states.get(throttle(one));
            var begins = state == null ? now : RuleState.next(state.until(), now);
            delays.put(one.id, Duration.between(now, begins).toMillis());
            var after = new RuleState(begins.plus(RuleState.gap(rate)), 1);
            states.put(throttle(one), after);
            changed.put(throttle(one), after);
        }
        store.remember(changed);
        return delays;
    }

    private static Of throttle(Waiting one) {
        return new Of(one.workflowId, Rule.THROTTLE, Objects.requireNonNull(one.throttleKey));
    }
}
