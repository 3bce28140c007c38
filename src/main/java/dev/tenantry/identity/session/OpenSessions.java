package dev.tenantry.identity.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.alert.UserAgent;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** The sessions that are open: one's own, wherever they work, and members' that work in the current organization. */
@Service
class OpenSessions implements ListSource {

    private static final String COLUMNS = """
            e.id, e.organization_id, e.user_agent, host(e.ip) as ip, e.aal, e.created_at, e.refreshed_at, e.not_after,
            array(select by ->> 'method' from jsonb_array_elements(e.amr) as by) as methods""";
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
    private final DayZone zone;

    OpenSessions(RolePool authPool, Memberships memberships, Authority authority, ActionTrail trail,
            AccessCache accesses, DayZone zone) {
        this.pool = authPool;
        this.memberships = memberships;
        this.authority = authority;
        this.trail = trail;
        this.accesses = accesses;
        this.zone = zone;
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
        return rows(OWN, caller).list(pool.jdbc(), request, zone, Map.of("person", caller.userId()));
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
        return rows(OWN.under(MEMBERS), caller).list(pool.jdbc(), request, zone,
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
            trail.record(Action.of(organization, caller.userId(), caller.sessionId(), "session.revoked",
                    session.toString(), Map.of("user", person)));
        });
        accesses.forgetUser(person);
    }

    private void checkMembership(UUID member) {
        var organization = Caller.current().organizationId();
        if (memberships.of(member).stream().map(Membership::organizationId).noneMatch(organization::equals)) {
            throw ProblemException.notFound();
        }
    }

    private static RowListQuery<OpenSession> rows(ListDefinition<OpenSession> listing, Caller caller) {
        return new RowListQuery<>(listing, COLUMNS, "auth.sessions e", null, (row, _) -> read(row, caller));
    }

    private static OpenSession read(ResultSet row, Caller caller) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new OpenSession(id, row.getObject("organization_id", UUID.class), id.equals(caller.sessionId()),
                UserAgent.of(row.getString("user_agent")).describe(), row.getString("ip"), row.getString("aal"),
                List.of((String[]) row.getArray("methods").getArray()), Rows.instant(row, "created_at"),
                Rows.instant(row, "refreshed_at"), Rows.instant(row, "not_after"));
    }
}
