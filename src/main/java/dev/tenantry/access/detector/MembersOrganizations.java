package dev.tenantry.access.detector;

import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Turns;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** The organizations whose members' accounts something is about. */
@Component
class MembersOrganizations {

    private static final int MOST = 50;

    private final Memberships memberships;

    MembersOrganizations(Memberships memberships) {
        this.memberships = memberships;
    }

    /** What one organization fails at is no matter of the others. */
    void each(Set<UUID> users, Consumer<UUID> look) {
        users.stream()
                .flatMap(user -> memberships.of(user).stream())
                .map(Membership::organizationId)
                .distinct()
                .limit(MOST)
                .forEach(organization -> {
                    try {
                        look.accept(organization);
                    } catch (RuntimeException failure) {
                        Turns.report("a security event", failure);
                    }
                });
    }
}
