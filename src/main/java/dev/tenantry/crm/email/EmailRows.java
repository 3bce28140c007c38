package dev.tenantry.crm.email;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Finds mails, of those that the member sees. Row security keeps the others back as well. */
@Component
class EmailRows {

    /** What every question about mails says: with {@code me} of {@link #reader()}. */
    static final String SEEN = "(e.visibleTo is null or is_any(:me, e.visibleTo))";
    static final String LIVE = "e.deletedAt is null and " + SEEN;
    static final String TRASHED = "e.deletedAt is not null and " + SEEN;

    private static final String LOCK = "emails";
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String MEMBERS = "select member, address from app.members_by_email(app.org_id(), ?)";

    private final EntityManager entities;
    private final JdbcClient jdbc;

    EmailRows(EntityManager entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    static Map<String, Object> reader() {
        return Map.of("me", Objects.requireNonNullElse(TenantContext.current().userId(), NOBODY));
    }

    /** @throws ProblemException 404 */
    Email find(Long id) {
        return query(id, LIVE).optional().orElseThrow(ProblemException::notFound);
    }

    /** Likewise, be it in the trash. */
    Email findAnywhere(Long id) {
        return query(id, SEEN).optional().orElseThrow(ProblemException::notFound);
    }

    /** Locked. @throws ProblemException 404; 403 where the member only sees it as others do */
    Email own(Long id) {
        return demandOwn(query(id, LIVE).locked().optional());
    }

    /** Likewise, of what is in the trash. */
    Email ownTrashed(Long id) {
        return demandOwn(query(id, TRASHED).locked().optional());
    }

    /** Locked, where it is in the trash. */
    Optional<Email> findTrashed(Long id) {
        return query(id, TRASHED).locked().optional();
    }

    private static Email demandOwn(Optional<Email> found) {
        var email = found.orElseThrow(ProblemException::notFound);
        if (!email.isOf(TenantContext.current().userId())) {
            throw ProblemException.forbidden("of those who took part in the mail or captured it");
        }
        return email;
    }

    private TenantQuery<Email> query(Long id, String condition) {
        return TenantQuery.of(entities, Email.class, "e", Email.class, List.of(condition, "e.id = :id"), "")
                .set("id", id)
                .set(reader());
    }

    /** Whether there is a mail that the member sees and that has the Message-ID. */
    boolean isNamed(String messageId) {
        return TenantQuery.of(entities, Long.class, "count(e)", Email.class, List.of(SEEN, "e.messageId = :name"), "")
                .set("name", messageId)
                .set(reader())
                .single() > 0;
    }

    /** Whoever brings mails, or links them, does so one after the other: what one does the next one sees. */
    void lock() {
        TenantLocks.take(entities, LOCK);
    }

    void add(Email email) {
        entities.persist(email);
        entities.flush();
    }

    void remove(Email email) {
        entities.remove(email);
        entities.flush();
    }

    void flush() {
        entities.flush();
    }

    /** Members by their addresses, in canonical form: those alone that they have proven to be theirs. */
    Map<String, UUID> members(String[] addresses) {
        var found = new HashMap<String, UUID>();
        jdbc.sql(MEMBERS)
                .param(addresses)
                .query((row, _) -> found.put(row.getString("address"), row.getObject("member", UUID.class)))
                .list();
        return found;
    }
}
