package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.wait.WaitingRuns;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** What people see and answer of what runs ask them: each what was asked of them, and nobody else's. */
@Service
@Transactional(readOnly = true)
class ApprovalService implements ListSource {

    private static final ListDefinition<Approval> LISTING = ListDefinition.of(Approval.class)
            .where("e.outcome is null and e.asking = true and exists (select a.id from ApprovalAssignee a where a.approvalId = e.id and a.userId = :member and a.approved is null)")
            .field("id", UUID.class)
            .field("runId", Long.class)
            .field("policy", String.class)
            .field("expiresAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final ApprovalMapper mapper;
    private final Approvals approvals;
    private final WaitingRuns runs;
    private final AuditTrail audit;

    ApprovalService(EntityManager entities, ListQuery lists, ApprovalMapper mapper, Approvals approvals,
            WaitingRuns runs, AuditTrail audit) {
        this.entities = entities;
        this.lists = lists;
        this.mapper = mapper;
        this.approvals = approvals;
        this.runs = runs;
        this.audit = audit;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return ApprovalResponse.class;
    }

    Page<ApprovalResponse> list(ListRequest request) {
        return lists.list(LISTING, request, Map.of("member", TenantContext.currentUser())).map(mapper::toResponse);
    }

    ApprovalResponse get(UUID id) {
        var found = entities
                .createQuery(
                        """
                select e from Approval e where e.id = :id
                    and exists (select a.id from ApprovalAssignee a where a.approvalId = e.id and a.userId = :member)""",
                        Approval.class)
                .setParameter("id", id)
                .setParameter("member", TenantContext.currentUser())
                .getResultList();
        if (found.isEmpty()) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(found.getFirst());
    }

    /** @throws ProblemException 404 where the caller was not asked, 409 where it has been answered or decided, or is asked no more */
    @Transactional
    ApprovalResponse answer(UUID id, boolean isApproved, @Nullable String comment) {
        var run = approvals.answer(id, isApproved, comment);
        audit.record(new AuditEntry("approval." + (isApproved ? "approved" : "rejected"),
                AuditEntry.Category.DATA_MODIFICATION,
                "approval", id.toString(), Map.of(), Map.of("runId", Long.toString(run))));
        runs.wake(List.of(run));
        return get(id);
    }
}
