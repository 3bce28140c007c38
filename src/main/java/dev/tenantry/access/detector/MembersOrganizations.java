package dev.tenantry.access.detector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.shared.work.Turns;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Makes events of the organizations whose members' accounts something is about. */
@Component
class MembersOrganizations {

    private static final int MOST = 50;

    private final Memberships memberships;
    private final SecurityEvents events;

    MembersOrganizations(Memberships memberships, SecurityEvents events) {
        this.memberships = memberships;
        this.events = events;
    }

    /**
     * What one organization fails at is no matter of the others. A personal one mails nothing where its person is in others, which do.
     *
     * @param look what is found of an organization; empty: nothing
     */
    void each(Set<UUID> users, Function<UUID, Optional<Detection>> look) {
        concerned(users).entrySet().stream().limit(MOST).forEach(organization -> {
            try {
                look.apply(organization.getKey())
                        .map(found -> organization.getValue() ? found : found.unmailed())
                        .ifPresent(found -> events.attempt(organization.getKey(), found));
            } catch (RuntimeException failure) {
                Turns.report("a security event", failure);
            }
        });
    }

    /** @return whether each is told by mail, too */
    private Map<UUID, Boolean> concerned(Set<UUID> users) {
        var concerned = new LinkedHashMap<UUID, Boolean>();
        for (var user : users) {
            var all = memberships.of(user);
            var hasOthers = all.stream().anyMatch(one -> !one.isPersonal());
            all.forEach(one -> concerned.merge(one.organizationId(), !(hasOthers && isOwn(one)), Boolean::logicalOr));
        }
        return concerned;
    }

    private static boolean isOwn(Membership membership) {
        return membership.isPersonal() && membership.role().equals("owner");
    }
}
