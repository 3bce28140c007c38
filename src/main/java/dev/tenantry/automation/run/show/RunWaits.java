package dev.tenantry.automation.run.show;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.EnrolmentKeys;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.text.Texts;

/** What queued runs wait for before they begin, or go on: a place among those of their key, or their time. */
@Component
public class RunWaits {

    private static final String MAILS = "mails";
    /** Of those before it that wait for the same place. */
    private static final int MOST_COUNTED = 1_000;
    /** Of those that have the places. */
    private static final int MOST_HOLDERS = 10;
    private static final int LONGEST_KEY = 200;
    /** What is not let begin for other reasons is looked at again within a second. */
    private static final String FIND = """
            select l.id, w.enrolment, v.workflow_json -> 'trigger' as trigger, l.trigger_data, b.id is not null as is_for_place, coalesce(q.due_at, case when b.due_at > now() then b.due_at end) as due_at, coalesce(q.is_throttled, false) as is_throttled, (
                    select count(*) from (
                        select from workflow_backlog o where o.organization_id = app.org_id() and o.workflow_id = b.workflow_id
                            and o.slot_key = b.slot_key and o.id < b.id limit ?) before) as ahead,
                array(select h.id from workflow_run_queue h where h.organization_id = app.org_id() and h.slot_key = b.slot_key order by h.id limit ?) as held_by
            from workflow_execution_logs l
            join workflow_definitions w on w.organization_id = app.org_id() and w.id = l.workflow_id
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            left join workflow_backlog b on b.organization_id = app.org_id() and b.id = l.id
            left join workflow_run_queue q on q.organization_id = app.org_id() and q.id = l.id and q.lease_epoch = 0
                and q.due_at > now() + interval '1 second'
            where l.organization_id = app.org_id() and l.id = any (?) and l.status = ? and (b.id is not null or q.id is not null)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final EnrolmentKeys keys;
    private final Mails mails;

    RunWaits(JdbcClient jdbc, JsonMapper json, EnrolmentKeys keys, Mails mails) {
        this.mails = mails;
        this.jdbc = jdbc;
        this.json = json;
        this.keys = keys;
    }

    /**
     * What a run waits for.
     *
     * @param limit   {@code concurrency} or {@code singleton}: a place among the runs of its key; {@code throttle}, or {@code redrive}, whose rate it
     *                is: its time; {@code mails}, of a run that waits: that the organization may write to further receivers
     * @param policy  of mails, by which policy (as {@code /api/v1/quotas} names it) or limit of the platform it does
     * @param scope   of mails, whose receivers that counts together
     * @param most    how many the limit lets run at a time, or begin in a period
     * @param period  of a throttle or of mails, {@code PT1H}
     * @param by      what counts together, as the workflow states it; absent where all of the workflow does
     * @param byValue what that comes to for the run, up to 200 characters; absent besides where the caller may not see what started the run
     * @param ahead   of a place, how many come before it, up to 1,000
     * @param heldBy  of a place, the ids of the runs that have one, the oldest first, up to 10
     * @param until   when its time is; of a place, before when it takes none, as only so many runs of one cause begin a minute, or a redrive has a rate
     */
    public record WaitsFor(
            String limit,
            @Nullable String policy,
            @Nullable String scope,
            @Nullable Integer most,
            @Nullable String period,
            @Nullable String by,
            @Nullable String byValue,
            @Nullable Integer ahead,
            @Nullable List<String> heldBy,
            @Nullable Instant until) {

        /** For those who may not see what started the run. */
        public WaitsFor bare() {
            return new WaitsFor(limit, policy, scope, most, period, by, null, ahead, heldBy, until);
        }

        /** In words. */
        public String told() {
            var of = by == null ? "" : ", by " + by + (byValue == null ? "" : ", which is \"" + byValue + "\"");
            if (limit.equals(MAILS)) {
                return "its mail waits until " + until + ", as the " + scope + " writes to " + most + " receivers "
                        + (period == null ? "at once" : "in " + period) + " at most by " + policy;
            }
            if (ahead == null) {
                return "it waits for its time by " + limit
                        + (most == null ? "" : ", which lets " + most + " begin in " + period + ", evenly spread") + of;
            }
            var others = ahead == 0
                    ? ""
                    : " behind " + (ahead < MOST_COUNTED ? "" : "at least ") + ahead
                            + (ahead == 1 ? " other" : " others");
            return "it waits for a place" + others + ": " + limit
                    + (most == null ? "" : " lets " + most + " run at a time") + of + holders();
        }

        private String holders() {
            return heldBy == null || heldBy.isEmpty()
                    ? ""
                    : "; run" + (heldBy.size() == 1 ? " " : "s ") + String.join(", ", heldBy)
                            + (heldBy.size() == MOST_HOLDERS ? " and maybe others" : "")
                            + (heldBy.size() == 1 ? " has it" : " have them");
        }
    }

    /** By run; nothing of those that wait for none of these. */
    public Map<Long, WaitsFor> of(Collection<Long> runs) {
        var waits = new HashMap<Long, WaitsFor>();
        if (!runs.isEmpty()) {
            jdbc.sql(FIND)
                    .params(MOST_COUNTED, MOST_HOLDERS, runs.toArray(Long[]::new), RunStatus.QUEUED.toString())
                    .query((RowCallbackHandler) row -> waits.put(row.getLong("id"), read(row)));
            mails.limited(runs)
                    .forEach((run, limited) -> waits.put(run, new WaitsFor(MAILS, limited.policy(),
                            limited.scope(), limited.most(), limited.period(), null, null, null, null,
                            limited.until())));
        }
        return waits;
    }

    private WaitsFor read(ResultSet row) throws SQLException {
        var enrolment = Enrolment.read(json.readTree(row.getString("enrolment")));
        var until = Rows.instantOrNull(row, "due_at");
        if (row.getBoolean("is_for_place")) {
            var rule = enrolment.concurrency();
            var ahead = row.getInt("ahead");
            var heldBy = Arrays.stream((Long[]) row.getArray("held_by").getArray()).map(String::valueOf).toList();
            return rule == null
                    ? new WaitsFor("concurrency", null, null, null, null, null, null, ahead, heldBy, until)
                    : new WaitsFor(rule.name(), null, null, rule.limit(), null, by(rule.key()), key(rule.key(), row),
                            ahead, heldBy,
                            until);
        }
        if (!row.getBoolean("is_throttled")) {
            return new WaitsFor("redrive", null, null, null, null, null, null, null, null, until);
        }
        var rate = enrolment.throttle();
        return rate == null
                ? new WaitsFor("throttle", null, null, null, null, null, null, null, null, until)
                : new WaitsFor("throttle", null, null, rate.limit(), rate.period().toString(), by(rate.key()),
                        key(rate.key(), row),
                        null, null, until);
    }

    private static @Nullable String by(Enrolment.Key key) {
        return key.text().isEmpty() ? null : key.text();
    }

    /** Nothing but a hash of it is kept. */
    private @Nullable String key(Enrolment.Key key, ResultSet row) throws SQLException {
        if (key.text().isEmpty()) {
            return null;
        }
        var data = json.readTree(row.getString("trigger_data"));
        return Texts.shown(keys.of(Trigger.read(json.readTree(row.getString("trigger"))), key,
                new Scope(Map.of("trigger", () -> data.path("trigger"), "event", () -> data.path("event")))),
                LONGEST_KEY);
    }
}
