package dev.tenantry.access.address;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.rule.AccessPolicyChanges;
import dev.tenantry.access.rule.AccessPolicyTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/** The list of addresses from which an organization may be reached. Where its policy wants two people for an entry, one proposes and another approves. */
@Service
@Transactional(readOnly = true)
class AllowlistEntries {

    /** Every request of the organization's is compared with them. */
    static final int MOST = 500;
    static final String RESOURCE = "address-rule";
    private static final String SELECT = "select " + AllowlistEntryResponse.COLUMNS
            + " from ip_whitelist e where e.organization_id = app.org_id() and e.id = ?";
    private static final String INSERT = """
            insert into ip_whitelist (organization_id, id, ip_address, ip_range, description, is_active, status, created_by, expires_at)
            values (app.org_id(), ?, ?::inet, ?::inet, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update ip_whitelist set description = ?, is_active = ?, expires_at = ?, status = ?, created_by = ?, approved_by = ?, version = version + 1,
                proposed_by = null, proposed_description = null, proposed_expires_at = null
            where organization_id = app.org_id() and id = ?""";
    private static final String PROPOSE = """
            update ip_whitelist set proposed_by = ?, proposed_description = ?, proposed_expires_at = ?, version = version + 1
            where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final AddressPolicies policies;
    private final AccessPolicyChanges changes;
    private final AccessPolicyTrail trail;
    private final AddressNotices notices;
    private final Clock clock;

    AllowlistEntries(JdbcClient jdbc, AddressPolicies policies, AccessPolicyChanges changes, AccessPolicyTrail trail,
            AddressNotices notices, Clock clock) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.changes = changes;
        this.trail = trail;
        this.notices = notices;
        this.clock = clock;
    }

    AllowlistEntryResponse get(UUID id) {
        return jdbc.sql(SELECT)
                .param(id)
                .query(AllowlistEntryResponse::read)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    @Transactional
    AllowlistEntryResponse create(AllowlistEntryRequest request) {
        var range = request.range();
        checkExpiry(request.expiresAt());
        changes.lock();
        checkRoom();
        checkUnique(range);
        var id = Ids.next();
        jdbc.sql(INSERT)
                .param(id)
                .param(range.first().toString())
                .param(range.isSingle() ? null : range.toString())
                .param(request.description())
                .param(request.isActive())
                .param(stated().toString())
                .param(Caller.current().userId())
                .param(Rows.timestamp(request.expiresAt()))
                .update();
        var created = get(id);
        // What is added lets in more and keeps out nobody.
        changes.made(true);
        trail.record(RESOURCE, id, created.status() == AllowlistEntryStatus.PROPOSED ? "proposed" : "created", Map.of(),
                created.audited());
        notices.await(created);
        return created;
    }

    /** One that would let in more than until now is proposed, where that takes two people: until then it is what it was. What is stated replaces what was proposed. */
    @Transactional
    AllowlistEntryResponse replace(UUID id, AllowlistEntryRequest request, boolean isConfirmed, IfMatch ifMatch) {
        changes.lock();
        var before = get(id);
        ifMatch.check(() -> before);
        if (!request.range().toString().equals(before.address())) {
            throw ProblemException.invalid("address", "unchangeable",
                    "an entry keeps its address: add another one, and delete this");
        }
        if (before.isStatedBy(request)) {
            return before;
        }
        if (!Objects.equals(request.expiresAt(), before.expiresAt())) {
            checkExpiry(request.expiresAt());
        }
        var isProposal = before.isWidenedBy(request) && stated() == AllowlistEntryStatus.PROPOSED;
        if (isProposal && before.status() == AllowlistEntryStatus.APPROVED) {
            return proposed(before, request);
        }
        jdbc.sql(UPDATE)
                .param(request.description())
                .param(request.isActive())
                .param(Rows.timestamp(request.expiresAt()))
                .param(before.status().toString())
                .param(isProposal ? Caller.current().userId() : before.createdBy())
                .param(before.approvedBy())
                .param(id)
                .update();
        return changed(before, isProposal ? "proposed" : "updated", isConfirmed);
    }

    /** It admits nobody yet whom it did not before. */
    private AllowlistEntryResponse proposed(AllowlistEntryResponse before, AllowlistEntryRequest request) {
        jdbc.sql(PROPOSE)
                .param(Caller.current().userId())
                .param(request.description())
                .param(Rows.timestamp(request.expiresAt()))
                .param(before.id())
                .update();
        return changed(before, "proposed", true);
    }

    @Transactional
    void delete(UUID id, boolean isConfirmed, IfMatch ifMatch) {
        changes.lock();
        var before = get(id);
        ifMatch.check(() -> before);
        jdbc.sql("delete from ip_whitelist where organization_id = app.org_id() and id = ?").param(id).update();
        changes.made(isConfirmed);
        trail.record(RESOURCE, id, "deleted", before.audited(), Map.of());
    }

    private AllowlistEntryResponse changed(AllowlistEntryResponse before, String done, boolean isConfirmed) {
        var now = get(before.id());
        changes.made(isConfirmed);
        trail.record(RESOURCE, before.id(), done, before.audited(), now.audited());
        notices.await(now);
        return now;
    }

    private AllowlistEntryStatus stated() {
        return policies.current().approvalRequired() ? AllowlistEntryStatus.PROPOSED : AllowlistEntryStatus.APPROVED;
    }

    private void checkExpiry(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw ProblemException.invalid("expiresAt", "past", "must be in the future");
        }
    }

    private void checkRoom() {
        var there = jdbc.sql("select count(*) from ip_whitelist where organization_id = app.org_id()")
                .query(Integer.class)
                .single();
        if (there >= MOST) {
            throw ProblemException.conflict("a list of addresses has at most " + MOST + " entries");
        }
    }

    private void checkUnique(IpRange range) {
        if (jdbc.sql("""
                select exists (select from ip_whitelist where organization_id = app.org_id() and ip_address = ?::inet
                    and ip_range is not distinct from ?::inet)""")
                .param(range.first().toString())
                .param(range.isSingle() ? null : range.toString())
                .query(Boolean.class)
                .single()) {
            throw ProblemException.duplicate("address", range + " is on the list already");
        }
    }
}
