package dev.tenantry.crm.timeline;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.timeline.Subjects.Subject;

/** What stands on one record's timeline stands on another one's besides, and can be taken from that again. */
@Component
public class SharedTimelines {

    /** The latest that are shared. */
    private static final int MOST = 1000;
    private static final String SHARE = """
            insert into activities (organization_id, id, user_id, run_id, kind, record_id, summary, subject_type, subject_id, occurred_at)
            select a.organization_id, a.id, a.user_id, a.run_id, a.kind, a.record_id, a.summary, ?, ?, a.occurred_at
            from activities a where a.organization_id = app.org_id() and a.subject_type = ? and a.subject_id = ?
            order by a.id desc limit ?
            on conflict (organization_id, subject_type, subject_id, id) do nothing returning id""";
    private static final String PART = """
            delete from activities where organization_id = app.org_id() and subject_type = ? and subject_id = ? and id = any (?::bigint[])""";

    private final JdbcClient jdbc;

    SharedTimelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the entries that stand there now and did not */
    public List<Long> share(Subject from, Subject with) {
        return jdbc.sql(SHARE)
                .params(with.type(), with.id(), from.type(), from.id(), MOST)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    public void part(Subject from, List<Long> entries) {
        jdbc.sql(PART).params(from.type(), from.id(), entries.toArray(Long[]::new)).update();
    }
}
