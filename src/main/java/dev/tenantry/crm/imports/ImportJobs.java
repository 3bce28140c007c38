package dev.tenantry.crm.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;

/**
 * The queue, one row an import. A worker claims across tenants; everything else happens in the tenant. The database's
 * clock decides, since instances have clocks of their own.
 */
@Component
class ImportJobs {

    /** The longest due of an organization's, one index probe an organization: those at rest hold nobody up. */
    private static final String DUE = """
            with recursive tenant (organization_id) as (
                (select organization_id from import_jobs where (select min(due_at) from import_jobs) <= now()
                 order by organization_id limit 1)
                union all
                select (select j.organization_id from import_jobs j where j.organization_id > t.organization_id order by j.organization_id limit 1)
                from tenant t where t.organization_id is not null),
            due as materialized (
                select j.organization_id, j.import_id from tenant t cross join lateral (
                    select i.organization_id, i.import_id, i.due_at from import_jobs i
                    where i.organization_id = t.organization_id and i.due_at <= now() and (i.leased_until is null or i.leased_until < now())
                      and (? or not i.is_trial)
                    order by i.due_at limit 1) j
                where t.organization_id <> all (?::uuid[])
                  and not exists (select 1 from import_jobs other where other.organization_id = t.organization_id and other.leased_until >= now())
                  and not exists (select 1 from organizations o where o.id = t.organization_id and o.is_at_rest)
                order by j.due_at limit ?)
            """;
    private static final String WAITS = DUE + "select exists (select 1 from due)";
    private static final String CLAIM = DUE + """
            , next as (
                select j.organization_id, j.import_id from import_jobs j join due on due.organization_id = j.organization_id and due.import_id = j.import_id
                where j.due_at <= now() and (j.leased_until is null or j.leased_until < now())
                order by j.due_at limit 1 for update of j skip locked)
            update import_jobs j set leased_until = now() + make_interval(secs => ?), fencing_token = j.fencing_token + 1, attempts = j.attempts + 1
            from next where j.organization_id = next.organization_id and j.import_id = next.import_id
            returning j.organization_id, j.import_id, j.fencing_token, j.attempts, j.is_trial""";
    /** Of so many one is free, however many workers look at the same time. */
    private static final int CHOICE = 32;

    private final JdbcClient jdbc;
    private final RolePool pool;
    private final ImportSettings settings;

    ImportJobs(JdbcClient jdbc, RolePool workerPool, ImportSettings settings) {
        this.jdbc = jdbc;
        this.pool = workerPool;
        this.settings = settings;
    }

    /** Enters an import into the queue for later: when its file is to be deleted. */
    void add(Long importId) {
        jdbc.sql("insert into import_jobs (organization_id, import_id, due_at) "
                + "values (app.org_id(), ?, now() + make_interval(secs => ?))")
                .params(importId, seconds(settings.keepFiles()))
                .update();
    }

    /** It is to be run now. */
    void queue(Long importId, ImportMode mode) {
        schedule(importId, Duration.ZERO, mode == ImportMode.DRY_RUN);
    }

    /** There is nothing more to do until its file is to be deleted. Ends every claim. */
    void keepFile(Long importId) {
        schedule(importId, settings.keepFiles(), false);
    }

    /** Takes it out of the queue for good. */
    void remove(Long importId) {
        jdbc.sql("delete from import_jobs where organization_id = app.org_id() and import_id = ?")
                .param(importId)
                .update();
    }

    /**
     * An import of a tenant that has none under way and is not at rest.
     *
     * @param busy   tenants that have one under way here, whatever the queue says
     * @param trials whether it can be a dry run
     */
    Optional<ImportJob> claim(Collection<UUID> busy, boolean trials) {
        return pool.inTransaction(() -> pool.jdbc()
                .sql(CLAIM)
                .params(trials, busy.toArray(UUID[]::new), CHOICE, lease())
                .query(ImportJobs::read)
                .optional());
    }

    /** Renews the leases of those that are still theirs who hold them, and not given back. */
    void renew(Collection<ImportJob> held) {
        pool.inTransaction(() -> pool.jdbc()
                .sql("""
                with alive as (
                    select j.organization_id, j.import_id
                    from unnest(?::uuid[], ?::bigint[], ?::bigint[]) as held (organization_id, import_id, fencing_token)
                    join import_jobs j using (organization_id, import_id, fencing_token)
                    where j.leased_until is not null for update of j skip locked)
                update import_jobs j set leased_until = now() + make_interval(secs => ?)
                from alive where j.organization_id = alive.organization_id and j.import_id = alive.import_id""")
                .params(held.stream().map(ImportJob::organizationId).toArray(UUID[]::new),
                        held.stream().map(ImportJob::importId).toArray(Long[]::new),
                        held.stream().map(ImportJob::fencingToken).toArray(Long[]::new), lease())
                .update());
    }

    /** Whether there is one to claim. */
    boolean othersWait(Collection<UUID> busy, boolean trials) {
        return pool.inTransaction(() -> pool.jdbc()
                .sql(WAITS)
                .params(trials, busy.toArray(UUID[]::new), 1)
                .query(Boolean.class)
                .single());
    }

    /** Whether the organization's work is to wait. */
    boolean isAtRest() {
        return jdbc.sql("select is_at_rest from organizations where id = app.org_id()").query(Boolean.class).single();
    }

    /** Whether the claim still holds; it does until the end of this transaction. */
    boolean holds(ImportJob job) {
        return jdbc
                .sql("""
                select 1 from import_jobs where organization_id = app.org_id() and import_id = ? and fencing_token = ? for update""")
                .params(job.importId(), job.fencingToken())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Gives the claim back, for others to take after that time. */
    void release(ImportJob job, Duration after) {
        jdbc.sql("""
                update import_jobs set leased_until = null, due_at = now() + make_interval(secs => ?)
                where organization_id = app.org_id() and import_id = ? and fencing_token = ?""")
                .params(seconds(after), job.importId(), job.fencingToken())
                .update();
    }

    /**
     * Notes the progress that this transaction made, and renews the lease.
     *
     * @throws LostClaimException where the import is no longer this worker's: cancelled, or taken over
     */
    void progress(ImportJob job, ImportFigures figures) {
        var noted = jdbc
                .sql("""
                with claim as (
                    update import_jobs set leased_until = now() + make_interval(secs => ?), attempts = 0
                    where organization_id = app.org_id() and import_id = ? and fencing_token = ? returning import_id)
                update imports i set rows_read = rows_read + ?, rows_created = rows_created + ?, rows_updated = rows_updated + ?,
                    rows_unchanged = rows_unchanged + ?, rows_failed = rows_failed + ?, companies_created = companies_created + ?, version = version + 1
                from claim where i.organization_id = app.org_id() and i.id = claim.import_id and i.state = 'running' and i.run_by is not null""")
                .params(lease(), job.importId(), job.fencingToken(), figures.read(), figures.created(),
                        figures.updated(), figures.unchanged(), figures.failed(), figures.createdCompanies())
                .update();
        if (noted == 0) {
            throw new LostClaimException();
        }
    }

    private void schedule(Long importId, Duration after, boolean isTrial) {
        jdbc.sql("""
                update import_jobs set due_at = now() + make_interval(secs => ?), is_trial = ?, leased_until = null, attempts = 0, fencing_token = fencing_token + 1
                where organization_id = app.org_id() and import_id = ?""")
                .params(seconds(after), isTrial, importId)
                .update();
    }

    private double lease() {
        return seconds(settings.lease());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static ImportJob read(ResultSet row, int number) throws SQLException {
        return new ImportJob(row.getObject(1, UUID.class), row.getLong(2), row.getLong(3), row.getInt(4),
                row.getBoolean(5));
    }
}
