package dev.tenantry.identity.account;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.Homes;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** In whose log it is that somebody could not sign in. */
@Component
class DefaultOrganizations implements Homes {

    private final RolePool pool;
    private final Memberships memberships;

    DefaultOrganizations(RolePool authPool, Memberships memberships) {
        this.pool = authPool;
        this.memberships = memberships;
    }

    @Override
    public @Nullable UUID of(UUID person) {
        return pool.inTransaction(() -> memberships.of(person))
                .stream()
                .findFirst()
                .map(Membership::organizationId)
                .orElse(null);
    }
}
