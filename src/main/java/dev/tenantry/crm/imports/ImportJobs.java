package dev.tenantry.crm.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.shared.work.QueueDefinition;
import dev.tenantry.shared.work.QueueDefinition.Source;
import dev.tenantry.shared.work.QueueDefinition.Turn;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.shared.work.WorkQueue;

/** The queue, one row an import. A worker claims; everything else happens in the tenant. The database's clock decides. */
@Component
class ImportJobs {

    /** So many attempts without progress, and it ends. */
    static final int ATTEMPTS = 10;

    static final String NAME = "imports";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final ImportSettings settings;
    private final WorkQueue<ImportJob> queue;

    ImportJobs(JdbcClient jdbc, @Qualifier("workerPool") RolePool worker, Tickets tickets, Instance instance,
            ImportSettings settings) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.settings = settings;
        var table = new Source("import_queue", "", " and (? or not c.is_dry_run)", ", q.is_run, q.is_dry_run");
        this.queue = new WorkQueue<>(
                new QueueDefinition(NAME, table, settings.lease(), 1, Turn.ONE_AT_A_TIME, ATTEMPTS), ImportJobs::read,
                worker, tickets, instance);
    }

    /** What workers claim; a claim takes whether it can be a dry run. */
    WorkQueue<ImportJob> queue() {
        return queue;
    }

    /** Enters an import into the queue for later: when its file is to be deleted. */
    void add(Long importId) {
        jdbc.sql(
                """
                insert into import_queue (organization_id, id, due_at) values (?, ?, now() + ? * interval '1 millisecond')""")
                .params(organization(), importId, settings.keepFiles().toMillis())
                .update();
        tickets.add(NAME, settings.keepFiles());
    }

    /** It is to be run now. */
    void queue(Long importId, ImportMode mode) {
        schedule(importId, Duration.ZERO, true, mode == ImportMode.DRY_RUN);
    }

    /** There is nothing more to do until its file is to be deleted. Ends every claim. */
    void keepFile(Long importId) {
        schedule(importId, settings.keepFiles(), false, false);
    }

    /** Takes it out of the queue for good. */
    void remove(Long importId) {
        jdbc.sql("delete from import_queue where organization_id = ? and id = ?")
                .params(organization(), importId)
                .update();
    }

    /** Whether the organization's work is to wait. */
    boolean isPaused() {
        return jdbc.sql("select is_paused from organizations where id = ?")
                .param(organization())
                .query(Boolean.class)
                .single();
    }

    /** Whether the claim still holds; it does until the end of this transaction. */
    boolean holds(ImportJob job) {
        return jdbc
                .sql("""
                select 1 from import_queue where organization_id = ? and id = ? and lease_epoch = ? for update""")
                .params(job.organizationId(), job.importId(), job.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Gives the claim back, for others to take after that time. */
    void release(ImportJob job, Duration after) {
        queue.release(job, after);
    }

    /**
     * Notes the progress that this transaction made.
     *
     * @throws LostClaimException where the import is no longer this worker's: cancelled, or taken over
     */
    void progress(ImportJob job, ImportFigures figures) {
        var noted = jdbc
                .sql("""
                with locked as materialized (
                    select organization_id, id from imports where organization_id = ? and id = ? for update),
                claim as (
                    update import_queue q set attempts = 0, lease_losses = 0 from locked
                    where q.organization_id = locked.organization_id and q.id = locked.id and q.lease_epoch = ? returning q.organization_id, q.id)
                update imports i set rows_read = rows_read + ?, rows_created = rows_created + ?, rows_updated = rows_updated + ?,
                    rows_unchanged = rows_unchanged + ?, rows_failed = rows_failed + ?, companies_created = companies_created + ?, version = version + 1
                from claim where i.organization_id = claim.organization_id and i.id = claim.id and i.state = 'running' and i.run_by is not null""")
                .params(job.organizationId(), job.importId(), job.epoch(), figures.read(), figures.created(),
                        figures.updated(), figures.unchanged(), figures.failed(), figures.createdCompanies())
                .update();
        if (noted == 0) {
            throw new LostClaimException();
        }
    }

    private void schedule(Long importId, Duration after, boolean isRun, boolean isDryRun) {
        jdbc.sql("""
                update import_queue set due_at = now() + ? * interval '1 millisecond', is_run = ?, is_dry_run = ?, lease_epoch = 0, leased_by = null,
                    attempts = 0, lease_losses = 0
                where organization_id = ? and id = ?""")
                .params(after.toMillis(), isRun, isDryRun, organization(), importId)
                .update();
        tickets.add(NAME, after);
    }

    private static UUID organization() {
        return TenantContext.current().organizationId();
    }

    private static ImportJob read(ResultSet row, int number) throws SQLException {
        return new ImportJob(row.getObject("organization_id", UUID.class), row.getLong("id"),
                row.getLong("lease_epoch"), row.getInt("attempts"), row.getInt("lease_losses"),
                row.getBoolean("is_run"), row.getBoolean("is_dry_run"));
    }
}
