package dev.tenantry.access.event;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.guard.BlockedAddresses;
import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.access.rule.AccessPolicy;
import dev.tenantry.access.rule.AccessPolicyCache;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.tenancy.TenantContext;

/** Blocks from where something came, in the current transaction: never what is on the organization's list, which others share who did nothing. */
@Component
class AddressBlocks {

    private static final String BLOCK = """
            update security_events set blocked_addresses = ? where organization_id = app.org_id() and id = ?""";

    /** No event has more than a few dozen. */
    private static final String EXTEND = """
            update security_events set blocked_addresses = array(select distinct a from unnest(blocked_addresses || ?::text[]) as a limit 100)
            where organization_id = app.org_id() and id = ? and mitigated_until > ? and blocked_addresses is not null and not blocked_addresses @> ?::text[]""";

    private final JdbcClient jdbc;
    private final AccessPolicyCache rules;
    private final Locations locations;
    private final BlockedAddresses blocked;
    private final Clock clock;

    AddressBlocks(JdbcClient jdbc, AccessPolicyCache rules, Locations locations, BlockedAddresses blocked,
            Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.locations = locations;
        this.blocked = blocked;
        this.clock = clock;
    }

    /** The networks that can be blocked. */
    List<String> of(Detection detection) {
        return networks(detection, false);
    }

    /** Those that are on the organization's list. */
    List<String> exempt(Detection detection) {
        return networks(detection, true);
    }

    void block(long event, List<String> networks) {
        jdbc.sql(BLOCK).params(networks.toArray(String[]::new), event).update();
    }

    /** While an event's addresses are blocked, what comes from others is blocked as well. */
    boolean extend(long event, Detection detection) {
        var networks = of(detection).toArray(String[]::new);
        var isMore = networks.length > 0 && jdbc.sql(EXTEND)
                .params(networks, event, clock.instant().atOffset(ZoneOffset.UTC), networks)
                .update() > 0;
        if (isMore) {
            tell();
        }
        return isMore;
    }

    /** Every instance hears of it. */
    void tell() {
        blocked.tell(jdbc);
    }

    private List<String> networks(Detection detection, boolean isListed) {
        var stated = rules.of(TenantContext.current().organizationId());
        return detection.addresses()
                .stream()
                .filter(address -> ClientNetwork.of(address) != null && isListed(stated, address) == isListed)
                .map(address -> String.valueOf(ClientNetwork.of(address)))
                .distinct()
                .toList();
    }

    private boolean isListed(@Nullable AccessPolicy stated, String address) {
        return stated != null && stated.decideBypassedOrNot(IpAddress.parse(address), locations, clock.instant())
                .entry() != null;
    }
}
