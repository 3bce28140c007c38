package dev.tenantry.tenancy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PermittedMembers;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.signal.GrantRefused;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * What people may do in the current organization, as the rows say at this moment, and so what they may give to others: nobody
 * gives or takes what they do not have, by whatever way. All of it joins the caller's transaction where there is one, and the
 * request may have begun with more than is left.
 */
@Component
@Transactional
public class Authority {

    private static final String GRANTED = """
            select p.name from roles r
            join role_permissions rp on rp.organization_id = r.organization_id and rp.role_id = r.id
            join permissions p on p.id = rp.permission_id
            where r.organization_id = app.org_id()""";
    private static final String OWNER = "owner";

    private final JdbcClient jdbc;
    private final PermittedMembers members;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;

    Authority(JdbcClient jdbc, PermittedMembers members, AuditTrail trail, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.members = members;
        this.trail = trail;
        this.events = events;
    }

    /**
     * What a member's roles grant now, as {@code resource:action}: nothing where there is no such member, where the account is
     * suspended, or where the organization's sign-in policy refuses the address.
     */
    public Set<String> of(UUID member) {
        return members.rights(member);
    }

    /** Those of the permissions that the member does not have now, in their order: all, where there is no such member. */
    public List<String> missing(UUID member, List<String> needed) {
        var held = of(member);
        return needed.stream().filter(permission -> !held.contains(permission)).toList();
    }

    /**
     * What the caller of this request may do now: what the roles grant, of that what the key has scopes for where a key
     * calls, and nothing where the sign-in policy refuses the session.
     *
     * @throws IllegalStateException outside of a signed-in request
     */
    public Set<String> ofCaller() {
        var caller = Caller.current();
        if (caller.assurance().refusal() != null) {
            return Set.of();
        }
        var rights = new TreeSet<>(of(caller.userId()));
        rights.retainAll(caller.permissions());
        return rights;
    }

    /**
     * From here on to the end of the transaction who may do what in this organization is nobody else's to change: for whoever
     * reads first what is to be given or taken. What demands something of the caller locks by itself. Whoever has waited may
     * have been shut out meanwhile.
     *
     * @throws ProblemException 401 where the session or the API key by which the caller came has ended
     */
    public void lock() {
        jdbc.sql("select true from organizations where id = app.org_id() for no key update")
                .query(Boolean.class)
                .single();
        requireWayIn();
    }

    /**
     * The member does not go before the end of the transaction: for whoever leaves something behind that acts in the own name
     * later. Whatever ends with the membership has not seen it otherwise. Before anything else is locked.
     *
     * @throws ProblemException 403 where the membership has ended; 401 where what the caller came by has
     */
    public void keepMembership() {
        if (jdbc.sql(
                "select user_id from organization_members where organization_id = app.org_id() and user_id = ? for key share")
                .param(TenantContext.currentUser())
                .query(UUID.class)
                .optional()
                .isEmpty()) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "the membership has ended");
        }
        requireWayIn();
    }

    /**
     * For whatever is given or taken that lets its holder do something.
     *
     * @param permissions what it lets its holder do
     * @throws ProblemException 403 that names the first of them which the caller does not hold; where somebody acts as the
     *             person; where the person has a second factor that the session has not used
     */
    public void requireHolding(Collection<String> permissions) {
        AccessInterceptor.requireProof(Caller.current());
        lock();
        var missing = new TreeSet<>(permissions);
        missing.removeAll(ofCaller());
        if (!missing.isEmpty()) {
            throw refused(missing.first());
        }
    }

    /**
     * For a role of memberships that is to be given. What an owner is goes beyond what the role grants: owners alone make
     * owners, and a personal organization stays its person's own.
     *
     * @param slug of the role
     * @throws ProblemException 403, or 422 where nobody can be given it
     */
    public void requireGiving(String slug) {
        requireTaking(slug);
        if (slug.equals(OWNER) && isPersonal()) {
            throw ProblemException.invalid("role", "not-allowed", "a personal organization is its person's own");
        }
    }

    /** For a role of memberships that is to be taken: owners alone depose owners. @throws ProblemException 403 */
    public void requireTaking(String slug) {
        requireHolding(granted(" and r.is_system and r.slug = ?", slug));
        if (slug.equals(OWNER) && !role(TenantContext.currentUser()).equals(OWNER)) {
            throw refused("to give or take the role of an owner");
        }
    }

    /**
     * For all roles of a member, the membership's and the organization's own: whoever shuts somebody out, for good or until
     * they sign in again, may do what they may.
     *
     * @throws ProblemException 403, or 404 where there is no such member
     */
    public void requireTakingAll(UUID member) {
        requireTaking(role(member));
        requireHolding(granted("""
                 and r.is_active and r.id in (select ur.role_id from user_roles ur
                    where ur.organization_id = app.org_id() and ur.user_id = ?)""", member));
    }

    /** For one of the organization's own roles, whether it is active now or not. @throws ProblemException 403 */
    public void requireHolding(Long roleId) {
        requireHolding(granted(" and r.id = ?", roleId));
    }

    /**
     * Ends the open invitations whose inviters may no longer give what they promised: for whoever has just taken something
     * from a member, a role or a key.
     */
    public void endPromises() {
        jdbc.sql("""
                update invitations set status = 'revoked', version = version + 1
                where organization_id = app.org_id() and status = 'pending' and id in (select app.fallen_invitations(app.org_id()))
                returning id""")
                .query((row, _) -> row.getLong(1))
                .list()
                .forEach(invitation -> trail.record(new AuditEntry("invitation.updated",
                        AuditEntry.Category.AUTHORIZATION, "invitation", invitation.toString(),
                        Map.of("status", "pending"), Map.of("status", "revoked"))));
    }

    /** Behind a lock: whatever shuts the caller out takes it, too, and sees what was done before. */
    private void requireWayIn() {
        var caller = Caller.currentOrNull();
        if (caller != null && !jdbc.sql("select app.is_credential_active(app.org_id(), ?)")
                .param(caller.sessionId())
                .query(Boolean.class)
                .single()) {
            throw ProblemException.unauthenticated("the session or the API key has ended");
        }
    }

    private ProblemException refused(String permission) {
        events.publishEvent(new GrantRefused());
        return ProblemException.forbidden(permission);
    }

    private String role(UUID member) {
        return jdbc.sql("select role from organization_members where organization_id = app.org_id() and user_id = ?")
                .param(member)
                .query(String.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    private boolean isPersonal() {
        return jdbc.sql("select kind = 'personal' from organizations where id = app.org_id()")
                .query(Boolean.class)
                .single();
    }

    private List<String> granted(String which, Object value) {
        return jdbc.sql(GRANTED + which).param(value).query((row, _) -> row.getString(1)).list();
    }
}
