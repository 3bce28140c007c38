package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.approval.RunApprovalResponse.Assignee;
import dev.tenantry.automation.run.RunRights;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;

/** What a run asks people and they have not decided, for whoever looks at the run. What was decided is the result of its step. */
@Service
@Transactional(readOnly = true)
class RunApprovals implements ListSource {

    private static final ListDefinition<Approval> LISTING = ListDefinition.of(Approval.class)
            .where("e.runId = :run and e.outcome is null and e.asking = true")
            .field("id", UUID.class)
            .field("stepIndex", Integer.class)
            .field("expiresAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();
    private static final String RUN = """
            select workflow_id, version_number from workflow_execution_logs where organization_id = app.org_id() and id = ?""";

    private final ListQuery lists;
    private final JdbcClient jdbc;
    private final Approvals approvals;
    private final ApprovalMapper mapper;
    private final RunRights rights;

    RunApprovals(ListQuery lists, JdbcClient jdbc, Approvals approvals, ApprovalMapper mapper, RunRights rights) {
        this.rights = rights;
        this.lists = lists;
        this.jdbc = jdbc;
        this.approvals = approvals;
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
        var lacked = jdbc.sql(RUN)
                .param(run)
                .query((row, _) -> rights.lackedToSee(row.getObject("workflow_id", UUID.class),
                        row.getInt("version_number")))
                .optional()
                .orElseThrow(ProblemException::notFound);
        return lists.list(LISTING, request, Map.of("run", run))
                .map(approval -> mapper.toRunResponse(approval, approvals.answers(approval.getId())
                        .stream()
                        .map(answer -> new Assignee(answer.member(), answer.isApproved(), answer.comment(),
                                answer.at()))
                        .toList(), null))
                .map(approval -> approval.without(lacked));
    }
}
