package dev.tenantry.identity.session;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** The sessions that are open: one's own, wherever they work, and members' that work in the current organization. */
@Service
class OpenSessions implements ListSource {

    private static final ListDefinition<OpenSession> OWN = ListDefinition.of(OpenSession.class)
            .computed("id", "e.id", UUID.class, false)
            .computed("organizationId", "e.organization_id", UUID.class, false)
            .computed("aal", "e.aal", String.class, false)
            .computed("createdAt", "e.created_at", Instant.class, false)
            .computed("lastUsedAt", "e.refreshed_at", Instant.class, false)
            .computed("expiresAt", "e.not_after", Instant.class, false)
            .where("e.user_id = :person and e.not_after > now()")
            .build();
    private static final String MEMBERS = "e.user_id = :person and e.organization_id = :organization and e.not_after > now()";

    private final RolePool pool;
    private final Memberships memberships;
    private final Authority authority;
    private final ActionTrail trail;
    private final AccessCache accesses;
    private final OpenSessionRows rows;

    OpenSessions(RolePool authPool, Memberships memberships, Authority authority, ActionTrail trail,
            AccessCache accesses, OpenSessionRows rows) {
        this.pool = authPool;
        this.memberships = memberships;
        this.authority = authority;
        this.trail = trail;
        this.accesses = accesses;
        this.rows = rows;
    }

    @Override
    public ListDefinition<?> listing() {
        return OWN;
    }

    @Override
    public Class<?> shows() {
        return OpenSession.class;
    }

    Page<OpenSession> own(ListRequest request) {
        var caller = Caller.current();
        return rows.list(OWN, request, Map.of("person", caller.userId()));
    }

    /** Ends one of the caller's sessions. */
    void endOwn(UUID session) {
        var caller = Caller.current();
        end(caller.userId(), session, """
                delete from auth.sessions where id = :session and user_id = :person returning organization_id""",
                Map.of("session", session, "person", caller.userId()));
    }

    Page<OpenSession> ofMember(UUID member, ListRequest request) {
        var caller = Caller.current();
        checkMembership(member);
        return rows.list(OWN.under(MEMBERS), request,
                Map.of("person", member, "organization", caller.organizationId()));
    }

    /**
     * Ends a session of a member's in the current organization. Until it has ended, nobody changes who may do what there.
     *
     * @throws ProblemException 403 where the member may more
     */
    @Transactional
    void endOfMember(UUID member, UUID session) {
        var caller = Caller.current();
        authority.requireTakingAll(member);
        end(member, session, """
                delete from auth.sessions where id = :session and user_id = :person and organization_id = :organization
                returning organization_id""",
                Map.of("session", session, "person", member, "organization", caller.organizationId()));
    }

    private void end(UUID person, UUID session, String deletion, Map<String, Object> parameters) {
        var caller = Caller.current();
        pool.inTransaction(() -> {
            var organization = pool.jdbc()
                    .sql(deletion)
                    .params(parameters)
                    .query(UUID.class)
                    .optional()
                    .orElseThrow(ProblemException::notFound);
            var ended = Action.of(organization, caller.userId(), caller.sessionId(), "session.revoked",
                    session.toString(), Map.of("user", person));
            trail.record(person.equals(caller.userId()) ? ended : ended.ofOrganization());
        });
        accesses.forgetUser(person);
    }

    private void checkMembership(UUID member) {
        var organization = Caller.current().organizationId();
        if (memberships.of(member).stream().map(Membership::organizationId).noneMatch(organization::equals)) {
            throw ProblemException.notFound();
        }
    }
}
