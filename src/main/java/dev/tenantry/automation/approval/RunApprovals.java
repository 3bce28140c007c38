package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.approval.RunApprovalResponse.Assignee;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;

/** What a run asks people, or has asked them, for whoever looks at the run. */
@Service
@Transactional(readOnly = true)
class RunApprovals implements ListSource {

    private static final ListDefinition<Approval> LISTING = ListDefinition.of(Approval.class)
            .where("e.runId = :run")
            .field("id", UUID.class)
            .field("stepIndex", Integer.class)
            .oneOf("status", ApprovalStatus.names())
            .field("escalated", Boolean.class)
            .field("timedOut", Boolean.class)
            .field("expiresAt", Instant.class)
            .nullable("decidedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    /** Of those who are members still, and of others what they have answered. */
    private static final String ASSIGNEES = """
            select a.approval_id, a.user_id, a.is_approved, a.comment, a.answered_at from workflow_approval_assignees a
            where a.organization_id = app.org_id() and a.approval_id = any (?) and (a.is_approved is not null or exists (
                select from organization_members m where m.organization_id = app.org_id() and m.user_id = a.user_id))
            order by a.answered_at, a.user_id""";

    private final ListQuery lists;
    private final JdbcClient jdbc;
    private final ApprovalMapper mapper;
    private final RunRights rights;

    RunApprovals(ListQuery lists, JdbcClient jdbc, ApprovalMapper mapper, RunRights rights) {
        this.rights = rights;
        this.lists = lists;
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return RunApprovalResponse.class;
    }

    Page<RunApprovalResponse> list(long run, ListRequest request) {
        var lacked = rights.lackedToSee(run);
        var page = lists.list(LISTING, request, Map.of("run", run));
        var assignees = assignees(page.results());
        return page.map(approval -> mapper
                .toRunResponse(approval, assignees.getOrDefault(approval.getId(), List.of()), null)
                .without(lacked));
    }

    private Map<UUID, List<Assignee>> assignees(List<Approval> approvals) {
        var assignees = new HashMap<UUID, List<Assignee>>();
        jdbc.sql(ASSIGNEES)
                .param(approvals.stream().map(Approval::getId).toArray(UUID[]::new))
                .query((RowCallbackHandler) row -> assignees
                        .computeIfAbsent(row.getObject("approval_id", UUID.class), _ -> new ArrayList<>())
                        .add(new Assignee(row.getObject("user_id", UUID.class),
                                row.getObject("is_approved", Boolean.class), row.getString("comment"),
                                Rows.instantOrNull(row, "answered_at"))));
        return assignees;
    }
}
