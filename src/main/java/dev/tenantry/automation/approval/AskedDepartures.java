package dev.tenantry.automation.approval;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.wait.WaitingRuns;
import dev.tenantry.tenancy.MembershipEnded;

/**
 * Has runs look again that ask somebody who is no member any more. The database wakes those that nobody holds; whoever holds one has not seen
 * what was not committed, so that it is woken once more, after the commit.
 */
@Component
class AskedDepartures {

    private static final String ASKING = """
            select a.execution_log_id from workflow_approval_assignees s
            join workflow_approvals a on a.organization_id = app.org_id() and a.id = s.approval_id and a.outcome is null
            where s.organization_id = app.org_id() and s.user_id = ?""";

    private final JdbcClient jdbc;
    private final WaitingRuns runs;

    AskedDepartures(JdbcClient jdbc, WaitingRuns runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    /** In the transaction that has ended it. */
    @EventListener
    void on(MembershipEnded change) {
        runs.wakeAfterCommit(jdbc.sql(ASKING).param(change.userId()).query((row, _) -> row.getLong(1)).list());
    }
}
