package dev.tenantry.access.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.work.ChannelHearer;
import dev.tenantry.shared.work.Turns;

/** The addresses that are blocked, of all organizations, in memory: read anew when any instance says that they have changed. */
@Component
public class BlockedAddresses extends ChannelHearer {

    private static final String CHANNEL = "blocked_addresses";
    private static final int MOST = 10_000;
    private static final String SELECT = """
            select organization_id, ip_address, mitigated_until from security_events
            where mitigated_until > ? and ip_address is not null and 'address_blocked' = any (string_to_array(mitigation_applied, ','))
            order by mitigated_until desc limit ?""";

    private record Place(UUID organization, String network) {}

    private record Changed() {}

    private final RolePool worker;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Map<Place, Instant> blocked;

    BlockedAddresses(@Qualifier("workerPool") RolePool worker, Clock clock,
            ApplicationEventPublisher events) {
        super(worker, CHANNEL, "changes of blocked addresses");
        this.worker = worker;
        this.clock = clock;
        this.events = events;
    }

    /** To be called in the tenant's transaction that blocks an address or lets it in again. Every instance hears of it. */
    public void tell(JdbcClient jdbc) {
        jdbc.sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> true).single();
        events.publishEvent(new Changed());
    }

    boolean has(UUID organization, @Nullable String address) {
        var known = known();
        var network = known.isEmpty() ? null : Networks.of(address);
        var until = network == null ? null : known.get(new Place(organization, network));
        return until != null && until.isAfter(clock.instant());
    }

    /** They have changed here, and waiting for the database to tell is not needed. */
    @TransactionalEventListener
    void on(Changed change) {
        attemptReload();
    }

    @Override
    public void hear(List<String> payloads) {
        attemptReload();
    }

    @Override
    public void miss() {
        attemptReload();
    }

    private Map<Place, Instant> known() {
        var known = blocked;
        return known == null ? reload() : known;
    }

    /** Where they cannot be read those that are known hold on. */
    private void attemptReload() {
        try {
            if (isRunning()) {
                reload();
            }
        } catch (RuntimeException failure) {
            Turns.report("reading the blocked addresses", failure);
        }
    }

    private synchronized Map<Place, Instant> reload() {
        var read = new HashMap<Place, Instant>();
        worker.jdbc().sql(SELECT).params(clock.instant().atOffset(ZoneOffset.UTC), MOST).query(row -> {
            var network = Networks.of(row.getString("ip_address"));
            if (network != null) {
                read.putIfAbsent(new Place(row.getObject("organization_id", UUID.class), network),
                        Rows.instant(row, "mitigated_until"));
            }
        });
        var known = Map.copyOf(read);
        blocked = known;
        return known;
    }
}
