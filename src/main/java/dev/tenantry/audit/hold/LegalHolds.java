package dev.tenantry.audit.hold;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

@Service
class LegalHolds {

    private static final String RESOURCE = "legal-hold";
    private static final String PLACE = """
            insert into audit_legal_holds (organization_id, reason, placed_by) values (?, ?, ?)""";
    private static final String RESTATE = """
            insert into audit_legal_holds (organization_id, reason, placed_by, placed_at) values (?, ?, ?, ?)""";
    /** What is held is the log, which outlives its organization. */
    private static final String KNOWN = """
            select exists (select from organizations where id = :id) or exists (select from audit_logs where organization_id = :id)""";

    private final RolePool pool;
    private final AdminTrail trail;

    LegalHolds(RolePool adminPool, AdminTrail trail) {
        this.pool = adminPool;
        this.trail = trail;
    }

    LegalHoldResponse get(UUID organization) {
        return pool.inTransaction(() -> {
            var found = find(organization);
            trail.looked(RESOURCE, organization, organization, found.isPresent());
            return found;
        }).orElseThrow(ProblemException::notFound);
    }

    /** One that says something else takes the place of what there was, and holds since that did. @throws ProblemException 404 where there is neither the organization nor anything of its log */
    LegalHoldResponse place(UUID organization, LegalHoldRequest request, IfMatch ifMatch) {
        var reason = request.reason().strip();
        return pool.inTransaction(() -> {
            lock(organization);
            demandKnown(organization);
            var before = find(organization);
            before.ifPresentOrElse(hold -> ifMatch.check(() -> hold), ifMatch::checkAbsent);
            if (before.filter(hold -> hold.reason().equals(reason)).isPresent()) {
                return before.get();
            }
            if (before.isPresent()) {
                restate(before.get(), reason);
            } else {
                pool.jdbc().sql(PLACE).params(organization, reason, Caller.current().userId()).update();
                trail.changed(organization, RESOURCE, organization.toString(), "placed", Map.of("reason", reason));
            }
            return find(organization).orElseThrow();
        });
    }

    /** Whoever asks since when it holds is told since when it does. */
    private void restate(LegalHoldResponse hold, String reason) {
        delete(hold.organizationId());
        pool.jdbc()
                .sql(RESTATE)
                .params(hold.organizationId(), reason, hold.placedBy())
                .param(Rows.timestamp(hold.placedAt()))
                .update();
        trail.updated(hold.organizationId(), RESOURCE, hold.organizationId().toString(),
                Map.of("reason", hold.reason()), Map.of("reason", reason));
    }

    /** What has expired, or was erased, meanwhile goes from then on. @throws ProblemException 404 */
    void lift(UUID organization, LegalHoldLiftingRequest request, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            lock(organization);
            var before = find(organization).orElseThrow(ProblemException::notFound);
            ifMatch.check(() -> before);
            delete(organization);
            trail.changed(organization, RESOURCE, organization.toString(), "lifted",
                    Map.of("reason", request.reason().strip(), "placedFor", before.reason()));
        });
    }

    private Optional<LegalHoldResponse> find(UUID organization) {
        return pool.jdbc()
                .sql("select organization_id, reason, placed_by, placed_at from audit_legal_holds where organization_id = ?")
                .param(organization)
                .query((row, _) -> new LegalHoldResponse(row.getObject(1, UUID.class), row.getString(2),
                        row.getObject(3, UUID.class), Rows.instant(row, "placed_at")))
                .optional();
    }

    private void delete(UUID organization) {
        pool.jdbc().sql("delete from audit_legal_holds where organization_id = ?").param(organization).update();
    }

    /** To the end of the transaction, so that two who place one do so one after the other, and whoever erases values knows whether there is one. */
    private void lock(UUID organization) {
        pool.jdbc()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(RESOURCE + "/" + organization)
                .query(Integer.class)
                .single();
    }

    private void demandKnown(UUID organization) {
        if (!pool.jdbc().sql(KNOWN).param("id", organization).query(Boolean.class).single()) {
            throw ProblemException.notFound();
        }
    }
}
