package dev.tenantry.audit.classification;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.work.ChannelHearer;

/** What organizations say of their data, in memory as a whole: read anew when any instance says that it has changed. */
@Component
class Overrides extends ChannelHearer {

    private static final String CHANNEL = "data_classifications";
    private static final String ALL = """
            select organization_id, id, table_name, column_name, sensitivity_level, classification_reason, encryption_required, retention_days, compliance_tags
            from data_sensitivity_classifications""";
    private static final Duration TRUSTED = Duration.ofMillis(100);

    private final RolePool worker;
    private final JdbcClient jdbc;
    private volatile @Nullable Map<UUID, Map<Column, Classified>> known;
    private volatile long readAt;

    Overrides(@Qualifier("workerPool") RolePool worker, JdbcClient jdbc) {
        super(worker, CHANNEL, "changes of data classifications");
        this.worker = worker;
        this.jdbc = jdbc;
    }

    Map<Column, Classified> of(UUID organization) {
        var all = known;
        return (all == null || !isListening() ? current() : all).getOrDefault(organization, Map.of());
    }

    /**
     * While nobody would tell, what is read is known for a moment, so that not each entry waits for the database. Where it cannot be read what is
     * known holds on.
     */
    private synchronized Map<UUID, Map<Column, Classified>> current() {
        var all = known;
        var isFresh = System.nanoTime() - readAt < TRUSTED.toNanos();
        if (all != null && (isListening() || isFresh)) {
            return all;
        }
        try {
            return reload();
        } catch (DataAccessException failure) {
            if (all == null) {
                throw failure;
            }
            return all;
        }
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

    private synchronized Map<UUID, Map<Column, Classified>> reload() {
        var read = new HashMap<UUID, Map<Column, Classified>>();
        worker.jdbc().sql(ALL).query(row -> {
            var one = read(row);
            read.computeIfAbsent(row.getObject("organization_id", UUID.class), _ -> new HashMap<>())
                    .put(one.column(), one);
        });
        known = read;
        readAt = System.nanoTime();
        return read;
    }

    private static Classified read(ResultSet row) throws SQLException {
        return new Classified(new Column(row.getString("table_name"), row.getString("column_name")),
                Sensitivity.valueOf(row.getString("sensitivity_level").toUpperCase(Locale.ROOT)),
                row.getString("classification_reason"), tags(row.getArray("compliance_tags")), false,
                row.getBoolean("encryption_required"), row.getObject("retention_days", Integer.class),
                row.getObject("id", UUID.class));
    }

    private static List<String> tags(Array tags) throws SQLException {
        return List.of((String[]) tags.getArray());
    }
}
