package dev.tenantry.access.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.work.ChannelHearer;
import dev.tenantry.shared.work.SharedRead;

/** The addresses that are blocked, of all organizations, in memory: read anew when any instance says that they have changed. */
@Component
public class BlockedAddresses extends ChannelHearer {

    private static final String CHANNEL = "blocked_addresses";
    /** Of an organization: those that are blocked for longest. */
    private static final int MOST = 1_000;
    private static final String SELECT = """
            select organization_id, host(address::inet) as ip_address, mitigated_until
            from (select organization_id, address, mitigated_until, row_number() over (partition by organization_id order by mitigated_until desc) as place
                  from security_events, unnest(blocked_addresses) as address
                  where mitigated_until > ? and 'address_blocked' = any (string_to_array(mitigation_applied, ','))) as blocked
            where place <= ? order by mitigated_until desc""";

    private record Place(UUID organization, IpAddress network) {}

    private final RolePool worker;
    private final Clock clock;
    private final SharedRead asking = new SharedRead(Duration.ofMillis(100));
    private volatile @Nullable Map<Place, Instant> blocked;

    BlockedAddresses(@Qualifier("workerPool") RolePool worker, Clock clock) {
        super(worker, CHANNEL, "changes of blocked addresses");
        this.worker = worker;
        this.clock = clock;
    }

    /** To be called in the tenant's transaction that blocks an address or lets it in again. Every instance hears of it. */
    public void tell(JdbcClient jdbc) {
        jdbc.sql("select pg_notify(?, '')").param(CHANNEL).query((_, _) -> true).single();
        AfterCommit.run(this::attemptReload);
    }

    /** Null where it is not blocked. @param address null: nobody knows it */
    public @Nullable Instant until(UUID organization, @Nullable IpAddress address) {
        var known = known();
        var until = known.isEmpty() || address == null
                ? null
                : known.get(new Place(organization, ClientNetwork.of(address)));
        return until != null && until.isAfter(clock.instant()) ? until : null;
    }

    @Override
    public void miss() {
        reload();
    }

    /** While nothing is heard of changes they are read for all requests of a moment at once. */
    private Map<Place, Instant> known() {
        if (!isListening()) {
            asking.run(this::reload);
        }
        var known = blocked;
        return known == null ? reload() : known;
    }

    private synchronized Map<Place, Instant> reload() {
        var known = read();
        blocked = known;
        return known;
    }

    private Map<Place, Instant> read() {
        var read = new HashMap<Place, Instant>();
        worker.jdbc().sql(SELECT).params(clock.instant().atOffset(ZoneOffset.UTC), MOST).query(row -> {
            // One that cannot be read is left out, lest all others be.
            var network = ClientNetwork.read(row.getString("ip_address"));
            if (network != null) {
                read.putIfAbsent(new Place(row.getObject("organization_id", UUID.class), network),
                        Rows.instant(row, "mitigated_until"));
            }
        });
        return Map.copyOf(read);
    }
}
