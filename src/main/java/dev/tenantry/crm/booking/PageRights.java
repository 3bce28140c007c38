package dev.tenantry.crm.booking;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Whose pages the caller may make and change: the own ones; those of others, of several and of teams by a permission. */
@Component
class PageRights {

    static final String MANAGE = "booking-pages:manage";

    private final Hosts hosts;

    PageRights(Hosts hosts) {
        this.hosts = hosts;
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
        var members = hosts.members(Stream.concat(Stream.of(owner), stated.stream()).toList());
        if (!members.contains(owner)) {
            throw ProblemException.invalid("ownerId", "unknown-reference", "there is no such resource");
        }
        var unknown = stated.stream()
                .filter(host -> !members.contains(host) && !before.contains(host))
                .map(host -> new FieldError("hostIds[" + stated.indexOf(host) + "]", "unknown-reference",
                        "there is no such resource"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
    }
}
