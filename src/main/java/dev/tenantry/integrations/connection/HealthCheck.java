package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/**
 * Asks connected integrations now and then whether they still are, those that fail more and more seldom. Several at once, and few of
 * an organization: servers that are slow to answer hold up nobody else's for longer than one answer may take.
 */
@Component
@EnableConfigurationProperties(HealthSettings.class)
class HealthCheck extends PeriodicTask {

    private static final int BATCH = 50;
    private static final int PER_ORGANIZATION = 3;
    private static final String DUE = """
            select d.organization_id, d.integration_id from (
                select c.*, row_number() over (partition by c.organization_id order by c.due_at) as place from integration_checks c
                join organizations o on o.id = c.organization_id and not o.is_paused
                where c.due_at <= now()) d
            where d.place <= ? order by d.due_at limit ?""";
    /** Whoever is first: for an instance that ends meanwhile, the next one comes in some minutes. */
    private static final String CLAIM = """
            update integration_checks set due_at = now() + interval '5 minutes'
            where organization_id = ? and integration_id = ? and due_at <= now()""";

    private final RolePool worker;
    private final IntegrationCalls calls;
    private final Checks checks;

    HealthCheck(@Qualifier("workerPool") RolePool worker, IntegrationCalls calls, Checks checks) {
        super("integrations' health", Duration.ofSeconds(30));
        this.worker = worker;
        this.calls = calls;
        this.checks = checks;
    }

    private record Due(UUID organization, UUID integration) {}

    @Override
    protected void work() {
        var goesOn = true;
        while (isRunning() && goesOn) {
            var checked = new AtomicBoolean();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due().forEach(one -> threads.execute(() -> attempt(one, checked)));
            }
            // Where none can be claimed the same ones would be due again, at once and for ever.
            goesOn = checked.get();
        }
    }

    private void attempt(Due due, AtomicBoolean checked) {
        try {
            if (worker.jdbc().sql(CLAIM).param(due.organization).param(due.integration).update() == 1) {
                checked.set(true);
                check(due);
            }
        } catch (RuntimeException failure) {
            Turns.report("the check of integration " + due.integration, failure);
        }
    }

    private List<Due> due() {
        return worker.jdbc()
                .sql(DUE)
                .params(PER_ORGANIZATION, BATCH)
                .query((row, _) -> new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    private void check(Due due) {
        new TenantContext(due.organization, null).run(() -> {
            var answer = calls.test(due.integration, new Operation.Test(null));
            if (!answer.isDeferred()) {
                checks.checked(due.integration, answer.isSuccess());
            }
        });
    }
}
