package dev.tenantry.tenancy.member;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.MembershipChanged;
import dev.tenantry.tenancy.MembershipEnded;
import dev.tenantry.tenancy.role.BuiltInRole;

@Service
@Transactional(readOnly = true)
class MemberService {

    private static final FixedList<MemberResponse, MemberStore.Place> LIST = new FixedList<>("members", 2,
            member -> List.of(member.createdAt().toString(), member.userId().toString()),
            keys -> new MemberStore.Place(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast())));

    private final MemberStore members;
    private final Authority authority;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    MemberService(MemberStore members, Authority authority, AuditTrail trail, ApplicationEventPublisher events) {
        this.members = members;
        this.authority = authority;
        this.trail = trail;
        this.events = events;
    }

    /** @param sought in names and addresses; blank: all */
    Page<MemberResponse> list(String sought, PageRequest request) {
        var list = LIST.searchedFor(sought);
        var found = members.list(sought, list.after(request), request.limit() + 1);
        return list.page(found, request, request.total() ? members.count(sought) : null);
    }

    MemberResponse get(UUID user) {
        return find(user).shown();
    }

    @Transactional
    MemberResponse changeRole(UUID user, BuiltInRole role, IfMatch ifMatch) {
        authority.lock();
        var member = find(user).shown();
        ifMatch.check(() -> member);
        if (!members.hasRole(role)) {
            throw ProblemException.invalid("role", "unknown", "this organization has no such role");
        }
        if (member.role() == role) {
            return member;
        }
        authority.requireTaking(member.role().toString());
        authority.requireGiving(role.toString());
        keepAnOwner(member);
        members.changeRole(user, role);
        authority.endPromises();
        changed(user, "role-changed", Map.of("role", member.role()), Map.of("role", role));
        return get(user);
    }

    /**
     * Removes a member, or oneself, in the transaction in which {@link #checkRemoval} says that it may be.
     *
     * @param heir who got what was the member's; null: nobody
     */
    @Transactional
    void remove(MemberResponse member, @Nullable UUID heir) {
        var user = member.userId();
        members.delete(user);
        var after = new HashMap<String, Object>();
        if (heir != null) {
            after.put("handedOverTo", heir);
        }
        changed(user, user.equals(TenantContext.currentUser()) ? "left" : "removed", Map.of("role", member.role()),
                after);
        events.publishEvent(new MembershipEnded(user));
    }

    /** @throws ProblemException where the member stays, or there is no such heir */
    @Transactional
    MemberResponse checkRemoval(UUID user, @Nullable UUID heir, IfMatch ifMatch) {
        var isLeaving = user.equals(TenantContext.currentUser());
        if (!isLeaving) {
            checkMayRemove(Caller.current());
        }
        authority.lock();
        var member = find(user);
        ifMatch.check(member::shown);
        if (!isLeaving) {
            authority.requireTakingAll(user);
        }
        keepAnOwner(member.shown());
        if (member.isDefault()) {
            throw ProblemException.conflict("nobody leaves the own personal organization");
        }
        if (heir != null && (heir.equals(user) || members.find(heir).isEmpty())) {
            throw ProblemException.malformed("handOverTo", "there is no such other member");
        }
        return member.shown();
    }

    private static void checkMayRemove(Caller caller) {
        var refusal = caller.assurance().refusal();
        if (refusal != null) {
            throw ProblemException.of(refusal);
        }
        if (!caller.may("members:update")) {
            throw ProblemException.forbidden("members:update");
        }
    }

    private MemberStore.Member find(UUID user) {
        return members.find(user).orElseThrow(ProblemException::notFound);
    }

    private void keepAnOwner(MemberResponse member) {
        if (member.role() == BuiltInRole.OWNER && !members.isOwnedBeside(member.userId())) {
            throw ProblemException
                    .conflict("an organization needs an owner who can act for it, and this is the last one: "
                            + "owners who are suspended, or whom the sign-in policy keeps out, do not count");
        }
    }

    private void changed(UUID user, String verb, Map<String, Object> before, Map<String, Object> after) {
        trail.record(new AuditEntry("member." + verb, AuditEntry.Category.AUTHORIZATION, "member", user.toString(),
                Map.copyOf(before), Map.copyOf(after)));
        events.publishEvent(new MembershipChanged(TenantContext.current().organizationId(), user));
    }
}
