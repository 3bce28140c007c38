package dev.tenantry.audit.sink;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Entries in an order in which none comes up behind another one that was read: ids and times are given before a commit, so that a
 * small one can appear late. What transactions wrote that began to write before the oldest that is still open is complete.
 */
@Component
class SettledEntries {

    private static final String NOW = """
            select pg_snapshot_xmin(s.s)::text::bigint as settled, pg_snapshot_xmax(s.s)::text::bigint as next,
                coalesce((select max(id) from audit_logs where organization_id = app.org_id()), 0) as newest
            from (select pg_current_snapshot() as s) s""";
    /** A row knows the last 32 bits of its transaction: how far that is before the end of the round. */
    private static final String NEXT = """
            select id from audit_logs
            where organization_id = app.org_id() and id > ? and ((? - xmin::text::bigint) & 4294967295) between 1 and ?
            order by id limit ?""";

    private final JdbcClient jdbc;

    SettledEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where the log stands.
     *
     * @param settled the oldest transaction that is still open
     * @param next    the transaction that begins next
     * @param newest  the largest id that is there
     */
    record Place(long settled, long next, long newest) {}

    Place now() {
        return jdbc.sql(NOW)
                .query((row, _) -> new Place(row.getLong("settled"), row.getLong("next"), row.getLong("newest")))
                .single();
    }

    /** The next entries of the cursor's round, in their order. */
    List<Long> next(SinkCursor cursor, int most) {
        var before = cursor.roundEnd();
        return List.copyOf(jdbc.sql(NEXT)
                .params(cursor.roundEntry(), before, before - cursor.sentBefore(), most)
                .query(Long.class)
                .list());
    }
}
