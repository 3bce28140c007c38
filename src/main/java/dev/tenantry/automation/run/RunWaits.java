package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.shared.database.Rows;

/** What queued runs wait for before they begin, or go on: a place among those of their key, or their time. */
@Component
public class RunWaits {

    /** Of those before it that wait for the same place. */
    private static final int MOST_COUNTED = 1_000;
    /** What is not let begin for other reasons is looked at again within a second. */
    private static final String FIND = """
            select l.id, w.enrolment, b.id is not null as is_for_place, coalesce(q.due_at, case when b.due_at > now() then b.due_at end) as due_at, (
                    select count(*) from (
                        select from workflow_backlog o where o.organization_id = app.org_id() and o.workflow_id = b.workflow_id
                            and o.slot_key = b.slot_key and o.id < b.id limit ?) before) as ahead
            from workflow_execution_logs l
            join workflow_definitions w on w.organization_id = app.org_id() and w.id = l.workflow_id
            left join workflow_backlog b on b.organization_id = app.org_id() and b.id = l.id
            left join workflow_run_queue q on q.organization_id = app.org_id() and q.id = l.id and q.lease_epoch = 0
                and q.due_at > now() + interval '1 second'
            where l.organization_id = app.org_id() and l.id = any (?) and l.status = ? and (b.id is not null or q.id is not null)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunWaits(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What a run waits for.
     *
     * @param limit {@code concurrency} or {@code singleton}: a place among the runs of its key; {@code throttle}, or {@code redrive}, whose rate it
     *              is: its time
     * @param most  how many the limit lets run at a time, or begin in a period
     * @param by    what counts together, as the workflow states it; absent where all of the workflow does
     * @param ahead of a place, how many come before it, up to 1,000
     * @param until when its time is; of a place, before when it takes none, as only so many runs of one cause begin a minute, or a redrive has a rate
     */
    public record WaitsFor(
            String limit,
            @Nullable Integer most,
            @Nullable String by,
            @Nullable Integer ahead,
            @Nullable Instant until) {

        /** In words. */
        public String told() {
            var of = by == null ? "" : ", by " + by;
            if (ahead == null) {
                return "it waits for its time by " + limit
                        + (most == null ? "" : ", which lets " + most + " begin in a period") + of;
            }
            var others = ahead == 0
                    ? ""
                    : " behind " + (ahead < MOST_COUNTED ? "" : "at least ") + ahead
                            + (ahead == 1 ? " other" : " others");
            return "it waits for a place" + others + ": " + limit
                    + (most == null ? "" : " lets " + most + " run at a time") + of;
        }
    }

    /** By run; nothing of those that wait for none of these. */
    public Map<Long, WaitsFor> of(Collection<Long> runs) {
        var waits = new HashMap<Long, WaitsFor>();
        if (!runs.isEmpty()) {
            jdbc.sql(FIND)
                    .params(MOST_COUNTED, runs.toArray(Long[]::new), RunStatus.QUEUED.toString())
                    .query((RowCallbackHandler) row -> waits.put(row.getLong("id"), read(row)));
        }
        return waits;
    }

    private WaitsFor read(ResultSet row) throws SQLException {
        var enrolment = Enrolment.read(json.readTree(row.getString("enrolment")));
        var until = Rows.instantOrNull(row, "due_at");
        if (row.getBoolean("is_for_place")) {
            var rule = enrolment.concurrency();
            var ahead = row.getInt("ahead");
            return rule == null
                    ? new WaitsFor("concurrency", null, null, ahead, until)
                    : new WaitsFor(rule.name(), rule.limit(), by(rule.key()), ahead, until);
        }
        var rate = enrolment.throttle();
        return rate == null
                ? new WaitsFor("redrive", null, null, null, until)
                : new WaitsFor("throttle", rate.limit(), by(rate.key()), null, until);
    }

    private static @Nullable String by(Enrolment.Key key) {
        return key.text().isEmpty() ? null : key.text();
    }
}
