package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.automation.approval.ApprovalResponse.Own;
import dev.tenantry.automation.wait.WaitingRuns;
import dev.tenantry.shared.listing.Filter;
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

    private static final String STATUS = "status";
    private static final ListDefinition<Approval> LISTING = ListDefinition.of(Approval.class)
            .where("exists (select a.id from ApprovalAssignee a where a.approvalId = e.id and a.userId = :member)")
            .field("id", UUID.class)
            .field("runId", Long.class)
            .oneOf("policy", List.of("any", "all"))
            .oneOf(STATUS, ApprovalStatus.names())
            .field("escalated", Boolean.class)
            .field("timedOut", Boolean.class)
            .field("expiresAt", Instant.class)
            .nullable("decidedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();
    private static final ListDefinition<Approval> TO_ANSWER = LISTING.under(
            "e.status = :pending and exists (select a.id from ApprovalAssignee a where a.approvalId = e.id and a.userId = :member and a.approved is null)");

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
        var member = TenantContext.currentUser();
        var page = namesStatus(request.filter())
                ? lists.list(LISTING, request, Map.of("member", member))
                : lists.list(TO_ANSWER, request,
                        Map.of("member", member, "pending", ApprovalStatus.PENDING.toString()));
        var answers = ownAnswers(page.results());
        return page.map(approval -> mapper.toResponse(approval, answers.get(approval.getId())));
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
        return mapper.toResponse(found.getFirst(), ownAnswers(found).get(id));
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

    private static boolean namesStatus(@Nullable Filter filter) {
        return switch (filter) {
            case null -> false;
            case Filter.And and -> and.filters().stream().anyMatch(ApprovalService::namesStatus);
            case Filter.Or or -> or.filters().stream().anyMatch(ApprovalService::namesStatus);
            case Filter.Condition condition -> condition.field().equals(STATUS);
        };
    }

    /** What the caller has answered, by approval. */
    private Map<UUID, Own> ownAnswers(List<Approval> approvals) {
        var own = new HashMap<UUID, Own>();
        entities.createQuery("select a from ApprovalAssignee a where a.userId = :member and a.approvalId in :approvals",
                ApprovalAssignee.class)
                .setParameter("member", TenantContext.currentUser())
                .setParameter("approvals", approvals.stream().map(Approval::getId).toList())
                .getResultStream()
                .forEach(answer -> {
                    if (answer.approved() != null && answer.answeredAt() != null) {
                        own.put(answer.approvalId(),
                                new Own(answer.approved(), answer.comment(), answer.answeredAt()));
                    }
                });
        return own;
    }
}
