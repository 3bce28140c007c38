package dev.tenantry.automation.workflow;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;

/** Workflows that carry out another one by a step, however deep that stands: their runs fail once it is not there. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CallingWorkflows {

    private static final String CALLING = """
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null and w.id <> ?
                and jsonb_path_exists(w.steps, '$.**.config.workflowId ? (@ == $id)', jsonb_build_object('id', ?::text))
            order by w.name, w.id limit ?""";

    private final JdbcClient jdbc;

    CallingWorkflows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 where active ones carry it out, which names them as far as the caller may know */
    void demandNone(UUID workflow) {
        var calling = jdbc.sql(CALLING)
                .params(workflow, workflow.toString(), WorkflowUse.MOST)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
        if (!calling.isEmpty()) {
            throw ProblemException.conflict("active workflows carry the workflow out" + WorkflowUse.told(", ", calling)
                    + ": deactivate or change them first, or state evenIfUsed=true, and their runs will fail");
        }
    }
}
