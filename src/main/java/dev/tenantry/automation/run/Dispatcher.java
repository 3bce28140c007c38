package dev.tenantry.automation.run;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Turns;

/** Looks for tenants with pending events and has each dispatch a batch, in turns, until there are none. */
final class Dispatcher {

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final String TENANTS_WITH_EVENTS = """
            with recursive tenant (organization_id) as (
                (select organization_id from domain_events where dispatched_at is null order by organization_id limit 1)
                union all
                select (select e.organization_id from domain_events e where e.dispatched_at is null and e.organization_id > t.organization_id
                        order by e.organization_id limit 1)
                from tenant t where t.organization_id is not null)
            select t.organization_id from tenant t where t.organization_id is not null
              and not exists (select 1 from organizations o where o.id = t.organization_id and o.is_at_rest)""";

    private final RolePool worker;
    private final EventDispatch dispatch;
    private final Signal signal;
    private final Duration pollInterval;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    Dispatcher(RolePool worker, EventDispatch dispatch, Signal signal, Duration pollInterval) {
        this.worker = worker;
        this.dispatch = dispatch;
        this.signal = signal;
        this.pollInterval = pollInterval;
    }

    void start() {
        thread = Thread.ofVirtual().name("automation-events").start(this::run);
    }

    void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (thread != null) {
            thread.join();
        }
    }

    private void run() {
        Turns.repeat("dispatching events", AFTER_A_FAILURE, () -> running, () -> {
            if (!dispatchAll(tenants())) {
                signal.await(pollInterval);
            }
        });
    }

    private List<UUID> tenants() {
        return worker.jdbc().sql(TENANTS_WITH_EVENTS).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    /** @return whether there is more */
    private boolean dispatchAll(List<UUID> tenants) {
        var more = false;
        for (var tenant : tenants) {
            if (running) {
                more |= dispatch(tenant);
            }
        }
        return more;
    }

    /** A tenant whose events cannot be dispatched holds up nobody else's. */
    private boolean dispatch(UUID tenant) {
        try {
            return new TenantContext(tenant, null).call(dispatch::dispatch);
        } catch (Throwable failure) {
            Turns.report("dispatching the events of organization " + tenant, failure);
            return false;
        }
    }
}
