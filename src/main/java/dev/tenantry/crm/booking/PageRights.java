package dev.tenantry.crm.booking;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.MemberDirectory;

/** Whose pages the caller may make and change: the own ones; those of others, of several and of teams by a permission. */
@Component
class PageRights {

    static final String MANAGE = "booking-pages:manage";

    private final MemberDirectory members;

    PageRights(MemberDirectory members) {
        this.members = members;
    }

    /** @throws ProblemException 403 */
    void demand(BookingPage page) {
        var caller = Caller.current();
        if (!page.isOwnOf(caller.userId()) && !caller.may(MANAGE)) {
            throw ProblemException.forbidden(MANAGE);
        }
    }

    /** @param before the hosts until now, who may have left since @throws ProblemException 403; 422 where the owner or another host is no member */
    void demandAsStated(BookingPage page, List<UUID> before) {
        demand(page);
        var stated = page.getHostIds() == null ? List.<UUID>of() : page.getHostIds();
        var owner = Objects.requireNonNull(page.getOwnerId());
        members.check("ownerId", List.of(owner), List.of());
        members.check("hostIds[{}]", stated, before);
    }
}
