package dev.tenantry.crm.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
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
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Job;
import dev.tenantry.shared.work.JobKind;
import dev.tenantry.shared.work.JobState;

/** Runs of imports, dry ones too, as background jobs: the latest of each. */
@Component
class ImportJobKind implements JobKind {

    static final String NAME = "imports";

    private static final String ONE = """
            select id, state, mode, row_count, rows_created, rows_updated, rows_unchanged, rows_failed, companies_created, failure, created_at,
                started_at, finished_at
            from imports where organization_id = ? and state in ('queued', 'running', 'completed', 'cancelled', 'failed')""";
    private static final String EARLIER = ONE + """
             and (created_at < ? or created_at = ? and id < ?) order by created_at desc, id desc limit ?""";
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final ImportService imports;

    ImportJobKind(JdbcClient jdbc, ImportService imports) {
        this.jdbc = jdbc;
        this.imports = imports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> reading() {
        return Set.of("imports:read");
    }

    @Override
    public Set<String> cancelling() {
        return Set.of("imports:create", "imports:read");
    }

    @Override
    public Optional<Job> find(String key) {
        var id = id(key);
        return id == null
                ? Optional.empty()
                : jdbc.sql(ONE + " and id = ?").params(organization(), id).query(ImportJobKind::read).optional();
    }

    @Override
    public List<Job> latest(@Nullable Before before, int most) {
        var key = before == null || before.key() == null ? null : id(before.key());
        var at = (before == null ? END : before.createdAt()).atOffset(ZoneOffset.UTC);
        return jdbc.sql(EARLIER)
                .params(organization(), at, at, key == null ? Long.MIN_VALUE : key, most)
                .query(ImportJobKind::read)
                .list();
    }

    @Override
    public long count() {
        return jdbc.sql("select count(*) from (" + ONE + ") job")
                .param(organization())
                .query(Long.class)
                .single();
    }

    @Override
    public void cancel(String key) {
        var id = id(key);
        if (id == null) {
            throw ProblemException.notFound();
        }
        imports.cancel(id);
    }

    /** Null where it is none. */
    private static @Nullable Long id(String key) {
        return key.matches("\\d{1,18}") ? Long.valueOf(key) : null;
    }

    private static UUID organization() {
        return TenantContext.current().organizationId();
    }

    private static Job read(ResultSet row, int number) throws SQLException {
        var id = row.getLong("id");
        var counts = counts(row);
        var done = row.getLong("rows_created") + row.getLong("rows_updated") + row.getLong("rows_unchanged")
                + row.getLong("rows_failed");
        var state = JobState.of(row.getString("state"));
        var resource = "/api/v1/imports/" + id;
        var isDryRun = ImportMode.DRY_RUN.toString().equals(row.getString("mode"));
        return new Job(Job.id(NAME, id), NAME, isDryRun, state, new Job.Progress(done, row.getLong("row_count")),
                counts,
                row.getString("failure"), resource, row.getLong("rows_failed") == 0 ? null : resource + "/errors",
                state.isEnd() ? null : Job.path(NAME, id) + "/cancellation", Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "started_at"), Rows.instantOrNull(row, "finished_at"));
    }

    private static Map<String, Long> counts(ResultSet row) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("created", row.getLong("rows_created"));
        counts.put("updated", row.getLong("rows_updated"));
        counts.put("unchanged", row.getLong("rows_unchanged"));
        counts.put("failed", row.getLong("rows_failed"));
        counts.put("createdCompanies", row.getLong("companies_created"));
        return counts;
    }
}
