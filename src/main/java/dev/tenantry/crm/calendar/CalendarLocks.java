package dev.tenantry.crm.calendar;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Members' calendars as locks, to the end of the transaction. Whoever books holds those of all whom it may be with, before anything else: nobody
 * else books them meanwhile. Whoever writes an ordinary event shares those of its members where that takes no waiting, so that who books after
 * that waits and sees it; where somebody books at that moment, the event is written without, and whoever looks for its conflicts then waits.
 */
@Component
class CalendarLocks {

    private static final String NAMES = """
            from (select hashtextextended('calendar/' || app.org_id() || '/' || m, 0) as name
                from unnest(cast(? as uuid[])) as m order by 1) as locks""";
    private static final String HOLD = "select count(pg_advisory_xact_lock(locks.name)) " + NAMES;
    private static final String SHARE = "select count(pg_try_advisory_xact_lock_shared(locks.name)) " + NAMES;
    private static final String AWAIT = "select count(pg_advisory_xact_lock_shared(locks.name)) " + NAMES;

    private final JdbcClient jdbc;

    CalendarLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Alone. What is read behind this is read by a statement of its own. */
    void hold(Collection<UUID> members) {
        take(HOLD, members);
    }

    /** With others who write events, where nobody books. */
    void share(Collection<UUID> members) {
        take(SHARE, members);
    }

    /** Until nobody books: for whoever holds nothing else. */
    void await(Collection<UUID> members) {
        take(AWAIT, members);
    }

    private void take(String how, Collection<UUID> members) {
        if (!members.isEmpty()) {
            jdbc.sql(how).param(List.copyOf(members).toArray(UUID[]::new)).query(Long.class).single();
        }
    }
}
