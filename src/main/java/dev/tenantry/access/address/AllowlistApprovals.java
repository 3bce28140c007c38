package dev.tenantry.access.address;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.rule.AccessPolicyChanges;
import dev.tenantry.access.rule.AccessPolicyTrail;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What becomes of entries, and of renewals of them, that wait for somebody's approval: by who has read what they decide about. */
@Service
@Transactional
class AllowlistApprovals {

    private static final String APPROVE = """
            update ip_whitelist set status = 'approved', description = ?, is_active = ?, expires_at = ?, created_by = ?, approved_by = ?, version = version + 1,
                proposed_by = null, proposed_description = null, proposed_expires_at = null
            where organization_id = app.org_id() and id = ?""";
    private static final String WITHDRAW = """
            update ip_whitelist set proposed_by = null, proposed_description = null, proposed_expires_at = null, version = version + 1
            where organization_id = app.org_id() and id = ?""";
    private static final String DELETE = "delete from ip_whitelist where organization_id = app.org_id() and id = ?";

    private final JdbcClient jdbc;
    private final AllowlistEntries entries;
    private final AccessPolicyChanges changes;
    private final AccessPolicyTrail trail;
    private final AddressNotices notices;

    AllowlistApprovals(JdbcClient jdbc, AllowlistEntries entries, AccessPolicyChanges changes, AccessPolicyTrail trail,
            AddressNotices notices) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.changes = changes;
        this.trail = trail;
        this.notices = notices;
    }

    /** @throws ProblemException 404; 428 and 412 where it is not what the caller has read; 409 where there is nothing to approve, or the caller has proposed it */
    AllowlistEntryResponse approve(UUID id, IfMatch ifMatch) {
        var before = awaiting(id, ifMatch);
        var approver = Caller.current().userId();
        var proposal = before.proposal();
        if (approver.equals(before.proposer())) {
            throw ProblemException.conflict("whoever proposed an entry does not approve it: that is for somebody else");
        }
        jdbc.sql(APPROVE)
                .param(proposal == null ? before.description() : proposal.description())
                .param(proposal != null || before.active())
                .param(Rows.timestamp(proposal == null ? before.expiresAt() : proposal.expiresAt()))
                .param(before.proposer())
                .param(approver)
                .param(id)
                .update();
        var now = entries.get(id);
        changes.made(true);
        trail.record(AllowlistEntries.RESOURCE, id, "approved", before.audited(), now.audited());
        return now;
    }

    /** An entry that is in force goes on as it is; one that never was is gone. @throws ProblemException likewise, whoever has proposed it */
    void reject(UUID id, RejectionRequest request, IfMatch ifMatch) {
        var before = awaiting(id, ifMatch);
        var isRenewal = before.proposal() != null;
        jdbc.sql(isRenewal ? WITHDRAW : DELETE).param(id).update();
        // It lets in whom it did.
        changes.made(true);
        var after = isRenewal ? entries.get(id).audited() : Map.<String, @Nullable Object>of();
        var told = new HashMap<String, @Nullable Object>(after);
        told.put("rejectionReason", request.reason().strip());
        trail.record(AllowlistEntries.RESOURCE, id, "rejected", before.audited(), told);
        notices.rejected(before, request.reason().strip());
    }

    private AllowlistEntryResponse awaiting(UUID id, IfMatch ifMatch) {
        changes.lock();
        var entry = entries.get(id);
        ifMatch.checkRead(() -> entry);
        if (entry.proposal() == null && !entry.status().canTransitionTo(AllowlistEntryStatus.APPROVED)) {
            throw ProblemException.conflict("there is nothing to decide about: what the entry says is approved");
        }
        return entry;
    }
}
