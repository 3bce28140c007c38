package dev.tenantry.audit.debuglog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.ChannelHearer;

/** The sessions that are under way, in memory as a whole: read anew when any instance says that they have changed. */
@Component
class ActiveSessions extends ChannelHearer {

    private static final String CHANNEL = "debug_sessions";
    private static final String ALL = """
            select organization_id, id, module, log_level, ends_at from debug_sessions where ends_at > now() order by organization_id, created_at""";

    private final RolePool worker;
    private final JdbcClient jdbc;
    /** Null, which is nearly always, where nobody has one. */
    private volatile @Nullable Map<UUID, List<ActiveSession>> active;

    ActiveSessions(@Qualifier("workerPool") RolePool worker, JdbcClient jdbc) {
        super(worker, CHANNEL, "changes of debug sessions");
        this.worker = worker;
        this.jdbc = jdbc;
    }

    boolean areNone() {
        return active == null;
    }

    /** The session that wants such a line of the organization; null: none does. */
    @Nullable
    ActiveSession of(UUID organization, String logger, DebugLevel level, Instant now) {
        var all = active;
        var own = all == null ? null : all.get(organization);
        if (own == null) {
            return null;
        }
        for (var session : own) {
            if (session.wants(logger, level, now)) {
                return session;
            }
        }
        return null;
    }

    Stream<ActiveSession> all() {
        var all = active;
        return all == null ? Stream.empty() : all.values().stream().flatMap(List::stream);
    }

    /** To be called in the transaction that changes some. Every instance hears of it, and this one knows at once. */
    void changed() {
        jdbc.sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> true).single();
        AfterCommit.run(this::attemptReload);
    }

    /** Until they can be read those that are known hold on. */
    @Override
    public void miss() {
        reload();
    }

    /** One that goes on stays the same, with what it has counted. */
    synchronized void reload() {
        var known = all().collect(Collectors.toMap(ActiveSession::id, Function.identity(), (one, _) -> one));
        var read = new HashMap<UUID, List<ActiveSession>>();
        worker.jdbc().sql(ALL).query(ActiveSessions::read).list().forEach(found -> {
            var session = known.getOrDefault(found.id(), found);
            read.computeIfAbsent(session.organization(), _ -> new ArrayList<>()).add(session);
        });
        active = read.isEmpty() ? null : read;
    }

    private static ActiveSession read(ResultSet row, int number) throws SQLException {
        return new ActiveSession(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getString("module"), DebugLevel.valueOf(row.getString("log_level").toUpperCase(Locale.ROOT)),
                Rows.instant(row, "ends_at"));
    }
}
