package dev.tenantry.identity.account;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.audit.OrganizationsOfPerson;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.tenancy.Memberships;

/** In whose logs it is that somebody could not sign in. */
@Component
class DefaultOrganizations implements OrganizationsOfPerson {

    private final RolePool pool;
    private final Memberships memberships;

    DefaultOrganizations(RolePool authPool, Memberships memberships) {
        this.pool = authPool;
        this.memberships = memberships;
    }

    @Override
    public List<UUID> of(UUID person) {
        return List.copyOf(pool.inTransaction(() -> memberships.among(List.of(person)).keySet()));
    }
}
