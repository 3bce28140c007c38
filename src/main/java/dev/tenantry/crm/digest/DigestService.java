package dev.tenantry.crm.digest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.work.Tickets;

/** The current member's digest: one at most. */
@Service
@Transactional(readOnly = true)
class DigestService {

    private static final String ORGANIZATION = "select true from organizations where id = app.org_id()";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final DayZone zones;
    private final Tickets tickets;
    private final Clock clock;

    DigestService(EntityManager entities, JdbcClient jdbc, DayZone zones, Tickets tickets, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.zones = zones;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** @throws ProblemException 404 where there is none */
    DigestResponse get() {
        return query().optional().orElseThrow(ProblemException::notFound).toResponse();
    }

    /** @throws ProblemException 412 */
    @Transactional
    DigestResponse replace(DigestRequest request, IfMatch ifMatch) {
        var present = lock();
        present.ifPresentOrElse(digest -> ifMatch.check(digest::toResponse), ifMatch::checkAbsent);
        if (present.filter(digest -> digest.is(request)).isPresent()) {
            return present.get().toResponse();
        }
        var digest = present.orElseGet(() -> new DailyDigest(TenantContext.currentUser(), request));
        digest.change(request);
        digest.plan(zones.dayZone(), clock.instant());
        if (present.isEmpty()) {
            entities.persist(digest);
        }
        entities.flush();
        if (digest.dueAt() != null) {
            var pause = Duration.between(clock.instant(), digest.dueAt());
            tickets.add(DigestQueue.NAME, pause.isNegative() ? Duration.ZERO : pause);
        }
        return digest.toResponse();
    }

    /** @throws ProblemException 404 where there is none; 412 */
    @Transactional
    void end(IfMatch ifMatch) {
        var digest = lock().orElseThrow(ProblemException::notFound);
        ifMatch.check(digest::toResponse);
        entities.remove(digest);
    }

    /** Whether its organization is: a link outlives it. */
    boolean isOfAnOrganization() {
        return jdbc.sql(ORGANIZATION).query(Boolean.class).optional().isPresent();
    }

    /** Whether it is still there, and mailed. */
    boolean has(long id) {
        return query().optional().filter(digest -> digest.getId() == id && digest.isEnabled()).isPresent();
    }

    /** Whether any is mailed to the member. */
    boolean isOn() {
        return query().optional().filter(DailyDigest::isEnabled).isPresent();
    }

    /** Ends that one, where it is there still. */
    @Transactional
    void end(long id) {
        lock().filter(digest -> digest.getId() == id).ifPresent(entities::remove);
    }

    private Optional<DailyDigest> lock() {
        TenantLocks.take(entities, "daily digest of " + TenantContext.currentUser());
        return query().locked().optional();
    }

    private TenantQuery<DailyDigest> query() {
        return TenantQuery.of(entities, DailyDigest.class, "e", DailyDigest.class, List.of("e.userId = :user"), "")
                .set("user", TenantContext.currentUser());
    }
}
