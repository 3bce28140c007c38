package dev.tenantry.crm.imports;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.WaitingWork;
import dev.tenantry.shared.work.Signals;

/** Imports that go on once there is room under a quota. */
@Component
class WaitingImports implements WaitingWork {

    /** Runs alone, not what waits for the deletion of its file. One that has failed for the moment is tried again somewhat earlier, which is no harm. */
    private static final String WAKE = """
            with woken as (
                update import_queue q set due_at = now()
                from (select j.organization_id, j.id from import_queue j
                    where j.organization_id = any (array(select t.organization_id from work_tickets t where t.queue = ?))
                        and j.is_run and j.due_at > now() and j.leased_by is null
                    for update of j skip locked) as w
                where q.organization_id = w.organization_id and q.id = w.id
                returning q.organization_id)
            insert into work_tickets (organization_id, queue) select distinct organization_id, ? from woken""";

    private final RolePool worker;
    private final Signals signals;

    WaitingImports(@Qualifier("workerPool") RolePool worker, Signals signals) {
        this.worker = worker;
        this.signals = signals;
    }

    @Override
    public void askAgain() {
        if (worker.inTransaction(
                () -> worker.jdbc().sql(WAKE).params(ImportJobs.NAME, ImportJobs.NAME).update()) > 0) {
            signals.raise(ImportJobs.NAME);
        }
    }
}
