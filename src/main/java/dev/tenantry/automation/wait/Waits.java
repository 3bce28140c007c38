package dev.tenantry.automation.wait;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.database.Rows;

/** The events that runs wait for, in the tenant's transactions. */
@Component
class Waits {

    /** What a step's result calls the event that has come. */
    static final String EVENT_ID = "eventId";
    /** Runs that are looked at together. */
    static final int BATCH = 1_000;

    /**
     * Nobody looks for waits between the beginning of one and its commit: what is committed meanwhile could be dispatched meanwhile,
     * and find none. Whoever holds it waits for no run any more.
     */
    private static final String LOCK = "select pg_advisory_xact_lock%s(hashtextextended('waits/' || app.org_id(), 0))";
    private static final String LOCK_TO_BEGIN = LOCK.formatted("_shared");
    private static final String LOCK_TO_MEET = LOCK.formatted("");
    /** What is committed before this came before the wait, whenever it is dispatched; what is committed after it is dispatched after it. */
    private static final String BEGIN = """
            insert into workflow_waits as w (organization_id, id, event_name, match_key, filter, expires_at, began, last_event_id)
            select app.org_id(), ?, ?, ?, ?::jsonb, now() + ? * interval '1 millisecond', pg_current_snapshot(),
                coalesce((select max(e.id) from domain_events e where e.organization_id = app.org_id()), 0)
            on conflict on constraint workflow_waits_pkey do update
            set event_name = excluded.event_name, match_key = excluded.match_key, filter = excluded.filter, expires_at = excluded.expires_at, began = excluded.began,
                last_event_id = excluded.last_event_id, event_id = null""";
    /** The first, whether it has been given to the wait or came while somebody held that. */
    private static final String HAS_COME = """
            least((select min(l.event_id) from workflow_late_events l
                where l.organization_id = app.org_id() and l.id = w.id and l.expires_at = w.expires_at), w.event_id)""";
    private static final String FIND = """
            with wait as (select w.expires_at, %s as event_id from workflow_waits w where w.organization_id = app.org_id() and w.id = ?)
            select w.event_id, w.expires_at, extract(epoch from w.expires_at - clock_timestamp()) * 1000 as pause, e.payload, e.aggregate_type || '/' || e.aggregate_id as subject
            from wait w left join domain_events e on e.organization_id = app.org_id() and e.id = w.event_id"""
            .formatted(HAS_COME);
    private static final String END = """
            delete from workflow_waits w where w.organization_id = app.org_id() and w.id = ? and (%s is not null) = ?"""
            .formatted(HAS_COME);
    private static final String AWAITED = """
            select n.name from unnest(?::text[]) as n (name)
            where exists (select from workflow_waits w where w.organization_id = app.org_id() and w.event_name = n.name and w.event_id is null)""";
    /** The next of those that wait for any such thing. */
    private static final String NEXT = """
            select distinct w.id from unnest(?::text[], ?::text[]) as e (name, key)
            join workflow_waits w on w.organization_id = app.org_id() and w.event_name = e.name and w.match_key = e.key and w.event_id is null
            where w.id > ? order by w.id limit ?""";
    /** Nobody waits here: whom somebody ends, or whose time is over, just now is not locked. */
    private static final String FITTING = """
            with fitting as materialized (
                select w.id, w.expires_at, e.event_id, w.event_name, w.filter from unnest(?::bigint[], ?::text[], ?::text[]) as e (event_id, name, key)
                join domain_events d on d.organization_id = app.org_id() and d.id = e.event_id
                join workflow_waits w on w.organization_id = app.org_id() and w.event_name = e.name and w.match_key = e.key and w.id = any (?)
                    and w.event_id is null and (d.id > w.last_event_id or not pg_visible_in_snapshot(d.transaction_id, w.began))),
            locked as (
                select w.id, w.expires_at from workflow_waits w
                where w.organization_id = app.org_id() and w.id = any (array(select id from fitting)) and w.event_id is null
                order by w.id for update skip locked)
            select f.*, l.id is not null as is_locked from fitting f left join locked l on l.id = f.id and l.expires_at = f.expires_at
            order by f.id, f.event_id""";
    private static final String MEET = """
            update workflow_waits w set event_id = least(w.event_id, m.event_id) from unnest(?::bigint[], ?::bigint[]) as m (id, event_id)
            where w.organization_id = app.org_id() and w.id = m.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Waits(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * How a wait stands.
     *
     * @param payload what the event tells that has come, and its id; null where none has
     * @param subject whom it is about
     * @param expiresAt when the time is over
     * @param pause   until then
     */
    record Standing(@Nullable JsonNode payload, @Nullable String subject, Instant expiresAt, Duration pause) {}

    /**
     * A wait and an event that tells what it waits for.
     *
     * @param expiresAt when the time of the wait is over
     * @param filter    what it is to tell besides; null where that is nothing
     * @param isLocked  whether the wait is until the end of the transaction; somebody else has it otherwise, who may end it
     */
    record Fitting(long run, Instant expiresAt, long event, String name, @Nullable String filter, boolean isLocked) {}

    /** An event and one of the values that it tells. */
    record Told(long event, String name, String key) {}

    /** The run waits from now on, whatever it waited for before. */
    void begin(long run, Awaited awaited, Duration timeout) {
        jdbc.sql(LOCK_TO_BEGIN).query((RowCallbackHandler) _ -> {});
        jdbc.sql(BEGIN)
                .params(run, awaited.event(), EventKeys.key(awaited.path(), awaited.value()))
                .param(awaited.filterText())
                .param(timeout.toMillis())
                .update();
    }

    Standing of(long run) {
        return jdbc.sql(FIND).param(run).query((row, _) -> {
            var payload = row.getString("payload");
            var came = row.getObject("event_id") == null
                    ? null
                    : (payload == null ? json.createObjectNode() : (ObjectNode) json.readTree(payload)).put(EVENT_ID,
                            row.getString("event_id"));
            return new Standing(came, row.getString("subject"), Rows.instant(row, "expires_at"),
                    Duration.ofMillis(row.getLong("pause")));
        }).single();
    }

    /** @param hasCome whether the event has; @return whether that was still so */
    boolean end(long run, boolean hasCome) {
        return jdbc.sql(END).params(run, hasCome).update() == 1;
    }

    /** Those of the events that anybody waits for; nobody begins to before the end of the transaction. */
    List<String> awaited(String[] names) {
        jdbc.sql(LOCK_TO_MEET).query((RowCallbackHandler) _ -> {});
        return jdbc.sql(AWAITED).param(names).query((row, _) -> row.getString(1)).list();
    }

    /**
     * The runs that wait for what events tell, some at a time: there can be any number.
     *
     * @param last the last of those before
     */
    List<Long> after(long last, List<Told> told) {
        return jdbc.sql(NEXT)
                .params(names(told), keys(told), last, BATCH)
                .query((row, _) -> row.getLong("id"))
                .list();
    }

    /** Of each wait of these runs the events in the order in which they came. */
    List<Fitting> fitting(List<Told> told, List<Long> some) {
        return jdbc.sql(FITTING)
                .params(told.stream().map(Told::event).toArray(Long[]::new), names(told), keys(told),
                        some.toArray(Long[]::new))
                .query((row, _) -> new Fitting(row.getLong("id"), Rows.instant(row, "expires_at"),
                        row.getLong("event_id"), row.getString("event_name"), row.getString("filter"),
                        row.getBoolean("is_locked")))
                .list();
    }

    private static String[] names(List<Told> told) {
        return told.stream().map(Told::name).toArray(String[]::new);
    }

    private static String[] keys(List<Told> told) {
        return told.stream().map(Told::key).toArray(String[]::new);
    }

    /** @param met the event that each run has got, by the run */
    void meet(Map<Long, Long> met) {
        jdbc.sql(MEET).params(met.keySet().toArray(Long[]::new), met.values().toArray(Long[]::new)).update();
    }
}
