package dev.tenantry.automation.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.RuleState.Of;
import dev.tenantry.automation.admission.RuleState.Rule;
import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.shared.tenancy.TenantContext;

/** The runs that wait for a slot. A slot is free from the moment when the queue's row is gone that held it. */
@Component
public class Backlog {

    /** So many slots there are where nothing limits them any more. */
    private static final int NO_LIMIT = 1_000;
    /** Keys in one look, shared by its workflows. */
    static final int MOST_KEYS = 1_000;
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
    /** Likewise, so many of each workflow. A key is never empty. */
    static final String KEYS = """
            with recursive keys (workflow_id, slot_key, number) as (
                select r.workflow_id, k.slot_key, 1 from unnest(?::uuid[], ?::text[]) as r (workflow_id, behind) cross join lateral (
                    select b.slot_key from workflow_backlog b
                    where b.organization_id = app.org_id() and b.workflow_id = r.workflow_id and b.slot_key > r.behind order by b.slot_key limit 1) k
                union all
                select s.workflow_id, k.slot_key, s.number + 1 from keys s cross join lateral (
                    select b.slot_key from workflow_backlog b
                    where b.organization_id = app.org_id() and b.workflow_id = s.workflow_id and b.slot_key > s.slot_key order by b.slot_key limit 1) k
                where s.number < ?)
            select workflow_id, slot_key from keys order by workflow_id, slot_key""";
    /** Of each key its share of what is taken at once, so that what is read is no more however many wait. */
    static final String TAKE = """
            with keys as (select * from unnest(?::uuid[], ?::text[], ?::int[]) as k (workflow_id, slot_key, places)),
            free as materialized (
                select k.workflow_id, k.slot_key, k.places - (select count(*) from (
                    select from workflow_run_queue q where q.organization_id = app.org_id() and q.slot_key = k.slot_key limit k.places) held) as places
                from keys k),
            shared as (select f.*, count(*) over () as keys from free f where f.places > 0),
            chosen as (
                select n.id from shared f cross join lateral (
                    select b.id from workflow_backlog b
                    where b.organization_id = app.org_id() and b.workflow_id = f.workflow_id and b.slot_key = f.slot_key and b.due_at <= now()
                    order by b.id limit least(f.places, 1 + 1000 / f.keys)) n
                order by n.id limit 1000)
            delete from workflow_backlog w where w.organization_id = app.org_id() and w.id = any (array(select id from chosen))
            returning w.id, w.workflow_id, w.throttle_key, w.step_index""";
    private static final String QUEUE = """
            with queued as (
                insert into workflow_run_queue (organization_id, id, user_id, root_id, depth, step_index, slot_key, due_at, is_throttled)
                select l.organization_id, l.id, l.published_by, l.root_id, l.depth, a.step_index, l.slot_key,
                    now() + a.delay * interval '1 millisecond', a.delay > 0
                from unnest(?::bigint[], ?::int[], ?::bigint[]) as a (id, step_index, delay)
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = a.id
                returning organization_id, due_at)
            insert into work_tickets (organization_id, queue, due_at) select organization_id, ?, min(due_at) from queued group by 1""";

    private final JdbcClient jdbc;
    private final AdmissionStore store;
    private final Clock clock;
    /** By organization and workflow, the key that the next look goes on behind, where not all were looked at. */
    private final Map<UUID, Map<UUID, String>> lastLookedAt = new ConcurrentHashMap<>();

    Backlog(JdbcClient jdbc, AdmissionStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    private record Key(UUID workflowId, String slotKey) {}

    private record Waiting(long id, UUID workflowId, @Nullable String throttleKey, int step) {}

    /** The workflows of which runs wait, in the order of their ids. @param after the one to go on behind; null: from the first one on */
    public List<UUID> workflows(@Nullable UUID after, int most) {
        var workflows = jdbc.sql(WORKFLOWS)
                .params(Objects.requireNonNullElse(after, BEFORE_ALL), most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
        if (after == null && workflows.size() < most) {
            forgetAllBut(workflows);
        }
        return workflows;
    }

    private void forgetAllBut(List<UUID> workflows) {
        lastLookedAt.computeIfPresent(TenantContext.current().organizationId(), (_, keys) -> {
            keys.keySet().retainAll(Set.copyOf(workflows));
            return keys.isEmpty() ? null : keys;
        });
    }

    /**
     * Puts as many runs into the queue as there are slots for, of each key those that have waited longest first, as far as they are due. Where there are more keys than
     * one look is for, they are looked at in turn.
     *
     * @param enrolments what the workflows, which are locked, demand now
     * @param queue      whose tickets tell of runs that are due
     * @return how many there were
     */
    public int admit(Map<UUID, Enrolment> enrolments, String queue) {
        var keys = keys(List.copyOf(enrolments.keySet()));
        var chosen = jdbc.sql(TAKE)
                .params(keys.stream().map(Key::workflowId).toArray(UUID[]::new),
                        keys.stream().map(Key::slotKey).toArray(String[]::new),
                        keys.stream().map(key -> limit(enrolments.get(key.workflowId))).toArray(Integer[]::new))
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

    private List<Key> keys(List<UUID> workflows) {
        var most = Math.ceilDiv(MOST_KEYS, Math.max(1, workflows.size()));
        var organization = TenantContext.current().organizationId();
        var last = lastLookedAt.getOrDefault(organization, Map.of());
        var keys = jdbc.sql(KEYS)
                .params(workflows.toArray(UUID[]::new),
                        workflows.stream().map(id -> last.getOrDefault(id, "")).toArray(String[]::new), most)
                .query((row, _) -> new Key(row.getObject("workflow_id", UUID.class), row.getString("slot_key")))
                .list();
        var ofEach = keys.stream().collect(Collectors.groupingBy(Key::workflowId));
        for (var id : workflows) {
            var seen = ofEach.getOrDefault(id, List.of());
            if (seen.size() == most) {
                lastLookedAt.computeIfAbsent(organization, _ -> new ConcurrentHashMap<>())
                        .put(id, seen.getLast().slotKey);
            } else {
                lastLookedAt.getOrDefault(organization, new HashMap<>()).remove(id);
            }
        }
        return keys;
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
