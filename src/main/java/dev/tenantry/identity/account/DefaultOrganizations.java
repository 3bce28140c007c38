package dev.tenantry.identity.account;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.audit.Homes;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** In whose logs it is that somebody could not sign in. */
@Component
class DefaultOrganizations implements Homes {

    /** Of so many an action of the person's is in the logs, too: see {@code app.record_action}. */
    private static final int MOST = 1_000;

    private final RolePool pool;
    private final Memberships memberships;

    DefaultOrganizations(RolePool authPool, Memberships memberships) {
        this.pool = authPool;
        this.memberships = memberships;
    }

    @Override
    public List<UUID> of(UUID person) {
        return pool.inTransaction(() -> memberships.of(person))
                .stream()
                .map(Membership::organizationId)
                .limit(MOST)
                .toList();
    }
}
