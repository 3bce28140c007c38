package dev.tenantry.audit.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Job;
import dev.tenantry.shared.work.JobKind;

/** Exports of the audit log as background jobs. */
@Component
class ExportJobKind implements JobKind {

    static final String NAME = "audit-log-exports";

    private static final String ALL = """
            select id, status, record_count, total_count, error_message, created_at, started_at, completed_at
            from audit_log_exports where organization_id = app.org_id()""";
    private static final String EARLIER = ALL + """
             and (created_at < ? or created_at = ? and id < ?) order by created_at desc, id desc limit ?""";
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final AuditLogExportService exports;

    ExportJobKind(JdbcClient jdbc, AuditLogExportService exports) {
        this.jdbc = jdbc;
        this.exports = exports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> reading() {
        return Set.of(ExportRights.READ);
    }

    @Override
    public Set<String> cancelling() {
        return Set.of(ExportRights.CREATE, ExportRights.READ);
    }

    @Override
    public Optional<Job> find(String key) {
        var id = id(key);
        return id == null
                ? Optional.empty()
                : jdbc.sql(ALL + " and id = ?").param(id).query(ExportJobKind::read).optional();
    }

    @Override
    public List<Job> latest(@Nullable Before before, int most) {
        var key = before == null || before.key() == null ? null : id(before.key());
        var at = (before == null ? END : before.createdAt()).atOffset(ZoneOffset.UTC);
        return jdbc.sql(EARLIER)
                .params(at, at, key == null ? FIRST : key, most)
                .query(ExportJobKind::read)
                .list();
    }

    @Override
    public long count() {
        return jdbc.sql("select count(*) from (" + ALL + ") job").query(Long.class).single();
    }

    @Override
    public void cancel(String key) {
        var id = id(key);
        if (id == null) {
            throw ProblemException.notFound();
        }
        exports.cancel(id);
    }

    /** Null where it is none. */
    private static @Nullable UUID id(String key) {
        try {
            var id = UUID.fromString(key);
            return id.toString().equals(key) ? id : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static Job read(ResultSet row, int number) throws SQLException {
        var id = row.getString("id");
        var state = ExportStatus.of(row.getString("status")).job();
        var done = row.getLong("record_count");
        var progress = new Job.Progress(done, Math.max(done, row.getLong("total_count")));
        return new Job(Job.id(NAME, id), NAME, false, state, progress, Map.of("exported", progress.done()),
                row.getString("error_message"), "/api/v1/audit-log-exports/" + id, null,
                state.isEnd() ? null : Job.path(NAME, id) + "/cancellation", Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "started_at"), Rows.instantOrNull(row, "completed_at"));
    }
}
