package dev.tenantry.automation.run.control;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.admission.Cancellations;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.shared.work.Tickets;

/** What is under way of a workflow that goes into the trash: it ends before its next step, and what asks people at once. */
@Component
public class TrashedRuns {

    private static final int AT_A_TIME = 5_000;
    /** The whole of each, of which the question can stand in a part. */
    private static final String ASKING = """
            select distinct coalesce(l.ancestors[1], l.id) as run from workflow_approvals a
            join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = a.execution_log_id
            where a.organization_id = app.org_id() and a.outcome is null and l.workflow_id = ? and l.status = any (?)
                and coalesce(l.ancestors[1], l.id) > ?
            order by run limit ?""";

    private final JdbcClient jdbc;
    private final Cancellations cancellations;
    private final Tickets tickets;

    TrashedRuns(JdbcClient jdbc, Cancellations cancellations, Tickets tickets) {
        this.jdbc = jdbc;
        this.cancellations = cancellations;
        this.tickets = tickets;
    }

    /** Nobody is asked any more for what would not be done. In the transaction that has the workflow locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelAsking(UUID workflow) {
        for (var some = asking(workflow, 0); !some.isEmpty(); some = asking(workflow, some.getLast())) {
            tickets.add(Admissions.QUEUE);
            cancellations.cancel(some, "the workflow is in the trash");
        }
    }

    private List<Long> asking(UUID workflow, long after) {
        return jdbc.sql(ASKING)
                .params(workflow, RunStatus.CANCELLED.origins(), after, AT_A_TIME)
                .query((row, _) -> row.getLong("run"))
                .list();
    }
}
