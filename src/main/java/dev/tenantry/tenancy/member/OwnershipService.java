package dev.tenantry.tenancy.member;

import java.util.Map;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.MembershipChanged;
import dev.tenantry.tenancy.role.BuiltInRole;

/** Hands the organization over: the caller's role goes to another member, at once with the caller's becoming an admin. */
@Service
@Transactional(readOnly = true)
class OwnershipService {

    private final MemberStore members;
    private final Authority authority;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    OwnershipService(MemberStore members, Authority authority, JdbcClient jdbc, AuditTrail trail,
            ApplicationEventPublisher events) {
        this.members = members;
        this.authority = authority;
        this.jdbc = jdbc;
        this.trail = trail;
        this.events = events;
    }

    @Transactional
    MemberResponse transfer(UUID heir) {
        var owner = TenantContext.currentUser();
        authority.requireTaking(BuiltInRole.OWNER.toString());
        if (heir.equals(owner)) {
            throw ProblemException.invalid("userId", "same", "this is the owner already");
        }
        var before = members.find(heir)
                .orElseThrow(() -> ProblemException.invalid("userId", "unknown-reference", "there is no such member"))
                .shown()
                .role();
        checkKind();
        authority.requireGiving(BuiltInRole.OWNER.toString());
        if (before != BuiltInRole.OWNER) {
            members.changeRole(heir, BuiltInRole.OWNER);
        }
        if (!members.isActingOwner(heir)) {
            throw ProblemException.invalid("userId", "cannot-act",
                    "this member is suspended, or kept out by the sign-in policy, and could do nothing as the owner");
        }
        members.changeRole(owner, BuiltInRole.ADMIN);
        authority.endPromises();
        changed(heir, before, BuiltInRole.OWNER);
        changed(owner, BuiltInRole.OWNER, BuiltInRole.ADMIN);
        return members.find(heir).orElseThrow(ProblemException::notFound).shown();
    }

    private void checkKind() {
        var kind = jdbc.sql("select kind from organizations where id = app.org_id()").query(String.class).single();
        if (kind.equals("personal")) {
            throw ProblemException.conflict("a personal organization stays its person's own");
        }
    }

    private void changed(UUID user, BuiltInRole before, BuiltInRole after) {
        trail.record(new AuditEntry("organization.ownership-transferred", AuditEntry.Category.AUTHORIZATION, "member",
                user.toString(), Map.of("role", before), Map.of("role", after)));
        events.publishEvent(new MembershipChanged(TenantContext.current().organizationId(), user));
    }
}
