package dev.tenantry.automation.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Claims what is due, across tenants, in turns: every tenant that has something due gets its share of each round, so a
 * flood of one tenant's delays that tenant alone. Tenants at rest get none, and what they have queued is not looked at.
 */
@Component
class RunQueue {

    /** One index probe a tenant, however many runs each has; the first line keeps an idle poll to one probe in all. */
    private static final String TENANTS_WITH_DUE_RUNS = """
            with recursive tenant (organization_id) as (
                (select organization_id from workflow_runs where (select min(due_at) from workflow_runs) <= now()
                 order by organization_id limit 1)
                union all
                select (select r.organization_id from workflow_runs r where r.organization_id > t.organization_id order by r.organization_id limit 1)
                from tenant t where t.organization_id is not null)
            select t.organization_id from tenant t
            where exists (select 1 from workflow_runs w where w.organization_id = t.organization_id and w.due_at <= now())
              and not exists (select 1 from organizations o where o.id = t.organization_id and o.is_at_rest)""";
    private static final String CLAIM = """
            with due as (
                select q.organization_id, q.id
                from unnest(?::uuid[], ?::int[]) as t (organization_id, share) cross join lateral (
                    select w.organization_id, w.id from workflow_runs w
                    where w.organization_id = t.organization_id and w.due_at <= now()
                    order by w.due_at limit t.share for update skip locked) q
                limit ?)
            update workflow_runs w
            set lease_losses = w.lease_losses + case when w.leased_by is null then 0 else 1 end,
                lease_epoch = nextval('workflow_lease_epochs'), leased_by = ?, due_at = now() + ? * interval '1 millisecond'
            from due where w.organization_id = due.organization_id and w.id = due.id
            returning w.organization_id, w.id, w.lease_epoch, w.user_id, w.root_id, w.depth, w.lease_losses""";
    private static final String RENEW = """
            update workflow_runs w set due_at = now() + ? * interval '1 millisecond'
            from (select r.organization_id, r.id from workflow_runs r join unnest(?::uuid[], ?::bigint[], ?::bigint[]) as held (organization_id, id, epoch)
                      on r.organization_id = held.organization_id and r.id = held.id and r.lease_epoch = held.epoch
                  for update of r skip locked) mine
            where w.organization_id = mine.organization_id and w.id = mine.id""";
    private static final String RELEASE = """
            update workflow_runs set due_at = now(), lease_epoch = 0, leased_by = null
            where organization_id = ? and id = ? and lease_epoch = ?""";

    private final JdbcClient jdbc;
    private final EngineSettings settings;
    private final String instance = Ids.next().toString();
    private UUID lastServed = new UUID(0, 0);

    RunQueue(@Qualifier("workerPool") RolePool worker, EngineSettings settings) {
        this.jdbc = worker.jdbc();
        this.settings = settings;
    }

    /**
     * Claims runs that are due.
     *
     * @param slots    how many at most
     * @param inFlight how many runs of each tenant this instance carries out already
     */
    synchronized List<Claim> claim(int slots, Map<UUID, Integer> inFlight) {
        var tenants = inTurn(jdbc.sql(TENANTS_WITH_DUE_RUNS).query((row, _) -> row.getObject(1, UUID.class)).list());
        var shares = new ArrayList<Integer>();
        var served = new ArrayList<UUID>();
        for (var tenant : tenants) {
            var share = Math.min(settings.perTenant() - inFlight.getOrDefault(tenant, 0),
                    Math.ceilDiv(slots, tenants.size()));
            if (share > 0 && served.size() < slots) {
                served.add(tenant);
                shares.add(share);
            }
        }
        if (served.isEmpty()) {
            return List.of();
        }
        lastServed = served.getLast();
        return jdbc.sql(CLAIM)
                .params(served.toArray(UUID[]::new), shares.toArray(Integer[]::new), slots, instance,
                        settings.lease().toMillis())
                .query(RunQueue::claim)
                .list();
    }

    /** A sign of life for all runs that are held. What has been lost stays lost. */
    void renew(Collection<Claim> held) {
        jdbc.sql(RENEW)
                .params(settings.lease().toMillis(), held.stream().map(Claim::organizationId).toArray(UUID[]::new),
                        held.stream().map(Claim::runId).toArray(Long[]::new),
                        held.stream().map(Claim::epoch).toArray(Long[]::new))
                .update();
    }

    /** Hands a run back before it is through, for anybody to go on with at once. */
    void release(Claim claim) {
        jdbc.sql(RELEASE).params(claim.organizationId(), claim.runId(), claim.epoch()).update();
    }

    /** Beginning behind the tenant that was served last. */
    private List<UUID> inTurn(List<UUID> tenants) {
        var order = Comparator.comparing((UUID tenant) -> tenant.toString().compareTo(lastServed.toString()) <= 0)
                .thenComparing(UUID::toString);
        return tenants.stream().sorted(order).toList();
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(row.getObject("organization_id", UUID.class), row.getLong("id"), row.getLong("lease_epoch"),
                row.getObject("user_id", UUID.class), row.getObject("root_id", UUID.class), row.getInt("depth"),
                row.getInt("lease_losses"));
    }
}
