package dev.tenantry.crm.projecttemplate;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Has won deals beget their projects. Several instances do no harm: each looks behind the locks. */
@Component
class DealProjectUpkeep extends PeriodicTask {

    private static final int BATCH = 100;
    private static final String DUE = """
            select d.organization_id, d.opportunity_id from deal_projects d
            join organizations o on o.id = d.organization_id and not o.is_paused
            where d.due_at <= now() order by d.due_at limit ?""";

    private final RolePool worker;
    private final DealProjectWork work;

    DealProjectUpkeep(@Qualifier("workerPool") RolePool worker, DealProjectWork work) {
        super("projects of won deals", Duration.ofSeconds(5));
        this.worker = worker;
        this.work = work;
    }

    private record Found(UUID organization, Long deal) {}

    @Override
    protected void work() {
        for (var one : found()) {
            try {
                new TenantContext(one.organization, null).run(() -> work.attempt(one.deal));
            } catch (RuntimeException failure) {
                Turns.report("the project of deal " + one.deal, failure);
            }
        }
    }

    private List<Found> found() {
        return worker.jdbc()
                .sql(DUE)
                .param(BATCH)
                .query((row, _) -> new Found(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
    }
}
