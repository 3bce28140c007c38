package dev.tenantry.automation.admission;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.RuleState.Of;
import dev.tenantry.automation.admission.RuleState.Rule;
import dev.tenantry.shared.database.Rows;

/** What rules remember, in the transactions that have the workflows locked which they are about. */
@Component
class AdmissionStore {

    /** Of an organization, at a time. */
    static final int MOST_DEBOUNCED = 100_000;

    private static final String STATES = """
            select k.workflow_id, k.rule, k.key, k.valid_until, k.starts from workflow_admission_keys k
            where k.organization_id = app.org_id() and k.valid_until > now()
              and (k.workflow_id, k.rule, k.key) in (select * from unnest(?::uuid[], ?::text[], ?::text[]))""";
    private static final String REMEMBER = """
            insert into workflow_admission_keys (organization_id, workflow_id, rule, key, valid_until, starts)
            select app.org_id(), k.workflow_id, k.rule, k.key, timestamptz 'epoch' + k.until * interval '1 microsecond', k.starts
            from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::int[]) as k (workflow_id, rule, key, until, starts)
            on conflict on constraint workflow_admission_keys_pkey do update set valid_until = excluded.valid_until, starts = excluded.starts""";
    private static final String HELD = """
            select q.slot_key, q.id from workflow_run_queue q
            where q.organization_id = app.org_id() and q.slot_key = any (?) order by q.id""";
    private static final String WAITING = """
            select b.slot_key, count(*) as waiting from workflow_backlog b
            where b.organization_id = app.org_id() and b.workflow_id = any (?) and b.slot_key = any (?) group by b.slot_key""";
    private static final String WAITING_RUNS = """
            select b.id from workflow_backlog b where b.organization_id = app.org_id() and b.workflow_id = ? and b.slot_key = ?""";
    private static final String DEBOUNCES = """
            select d.workflow_id, d.key, d.event_id, d.began_at from workflow_debounces d
            where d.organization_id = app.org_id() and (d.workflow_id, d.key) in (select * from unnest(?::uuid[], ?::text[]))""";
    private static final String COUNT_DEBOUNCED = """
            select count(*) from (select from workflow_debounces where organization_id = app.org_id() limit ?) waiting""";
    private static final String DEBOUNCE = """
            insert into workflow_debounces (organization_id, workflow_id, key, event_id, subject, began_at, due_at)
            select app.org_id(), d.workflow_id, d.key, d.event_id, e.aggregate_type || '/' || e.aggregate_id,
                timestamptz 'epoch' + d.began * interval '1 microsecond', timestamptz 'epoch' + d.due * interval '1 microsecond'
            from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) as d (workflow_id, key, event_id, began, due)
            join domain_events e on e.organization_id = app.org_id() and e.id = d.event_id
            on conflict on constraint workflow_debounces_pkey do update
            set event_id = excluded.event_id, subject = excluded.subject, due_at = excluded.due_at, met_by = null""";

    private final JdbcClient jdbc;
    private final Cancellations cancellations;

    AdmissionStore(JdbcClient jdbc, Cancellations cancellations) {
        this.cancellations = cancellations;
        this.jdbc = jdbc;
    }

    /** What waits for the end of its debounce. @param began when the first event of it came */
    record Debounce(UUID workflowId, String key, long eventId, Instant began, Instant due) {}

    Map<Of, RuleState> states(Collection<Of> sought) {
        var states = new HashMap<Of, RuleState>();
        if (!sought.isEmpty()) {
            jdbc.sql(STATES)
                    .params(uuids(sought, Of::workflowId), texts(sought, one -> one.rule().toString()),
                            texts(sought, Of::key))
                    .query((RowCallbackHandler) row -> states.put(
                            new Of(row.getObject("workflow_id", UUID.class),
                                    Rule.valueOf(row.getString("rule").toUpperCase(Locale.ROOT)),
                                    row.getString("key")),
                            new RuleState(Rows.instant(row, "valid_until"), row.getInt("starts"))));
        }
        return states;
    }

    void remember(Map<Of, RuleState> states) {
        if (!states.isEmpty()) {
            var of = List.copyOf(states.entrySet());
            jdbc.sql(REMEMBER)
                    .params(uuids(of, one -> one.getKey().workflowId()),
                            texts(of, one -> one.getKey().rule().toString()), texts(of, one -> one.getKey().key()),
                            numbers(of, one -> micros(one.getValue().until())),
                            of.stream().map(one -> one.getValue().starts()).toArray(Integer[]::new))
                    .update();
        }
    }

    /** The runs that hold slots, the oldest first, by key. */
    void held(Collection<String> keys, BiConsumer<String, Long> each) {
        jdbc.sql(HELD)
                .param(keys.toArray(String[]::new))
                .query((RowCallbackHandler) row -> each.accept(row.getString("slot_key"), row.getLong("id")));
    }

    /** How many wait, by key. */
    void waiting(Collection<UUID> workflows, Collection<String> keys,
            BiConsumer<String, Integer> each) {
        Object of = workflows.toArray(UUID[]::new);
        Object sought = keys.toArray(String[]::new);
        jdbc.sql(WAITING)
                .params(of, sought)
                .query((RowCallbackHandler) row -> each.accept(row.getString("slot_key"), row.getInt("waiting")));
    }

    List<Long> waitingRuns(UUID workflow, String key) {
        return jdbc.sql(WAITING_RUNS).params(workflow, key).query((row, _) -> row.getLong("id")).list();
    }

    /** @param sought as they would be begun */
    Map<String, Debounce> debounces(Collection<Debounce> sought) {
        var found = new HashMap<String, Debounce>();
        Object workflows = uuids(sought, Debounce::workflowId);
        Object keys = texts(sought, Debounce::key);
        jdbc.sql(DEBOUNCES)
                .params(workflows, keys)
                .query((RowCallbackHandler) row -> found.put(row.getString("key"),
                        new Debounce(row.getObject("workflow_id", UUID.class), row.getString("key"),
                                row.getLong("event_id"), Rows.instant(row, "began_at"), Instant.MAX)));
        return found;
    }

    /** How many starts of the organization wait for the end of their debounce, as far as there may be. */
    int countDebounced() {
        return jdbc.sql(COUNT_DEBOUNCED).param(MOST_DEBOUNCED).query(Integer.class).single();
    }

    void debounce(Collection<Debounce> some) {
        jdbc.sql(DEBOUNCE)
                .params(uuids(some, Debounce::workflowId), texts(some, Debounce::key),
                        numbers(some, Debounce::eventId), numbers(some, one -> micros(one.began())),
                        numbers(some, one -> micros(one.due())))
                .update();
    }

    void cancel(Collection<Long> runs, String reason) {
        cancellations.cancel(runs, reason);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static <T> UUID[] uuids(Collection<T> some, Function<T, UUID> value) {
        return some.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> String[] texts(Collection<T> some, Function<T, String> value) {
        return some.stream().map(value).toArray(String[]::new);
    }

    private static <T> Long[] numbers(Collection<T> some, Function<T, Long> value) {
        return some.stream().map(value).toArray(Long[]::new);
    }
}
