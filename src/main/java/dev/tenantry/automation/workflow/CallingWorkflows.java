package dev.tenantry.automation.workflow;

import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;

/** Workflows that carry out another one by a step, however deep that stands: their runs fail once it is not in force. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CallingWorkflows {

    /** Active ones, and those whose drafts, or runs that have not ended, carry it out. */
    private static final String CALLING = """
            with effective as materialized (%s),
            calling as (
                select e.workflow_id from effective e
                where jsonb_path_exists(e.workflow_json, '$.**.config.workflowId ? (@ == $id)', jsonb_build_object('id', ?::text))
                union select d.id from workflow_drafts d
                where d.organization_id = app.org_id() and jsonb_path_exists(d.steps, '$.**.config.workflowId ? (@ == $id)', jsonb_build_object('id', ?::text)))
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id <> ? and w.id in (select workflow_id from calling)
            order by w.name, w.id limit ?""".formatted(EffectiveVersions.SQL);
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('workflows.calls/' || app.org_id(), 0))";

    private final JdbcClient jdbc;

    CallingWorkflows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Nobody else puts workflows into force or out of it, or changes what they carry out, before the end of the transaction. Before any workflow is
     * locked.
     */
    void keep() {
        jdbc.sql(LOCK).query((RowCallbackHandler) _ -> {});
    }

    /** @throws ProblemException 409 where others carry it out, which names them as far as the caller may know */
    void demandNone(UUID workflow) {
        var calling = jdbc.sql(CALLING)
                .params(workflow.toString(), workflow.toString(), workflow, WorkflowUse.MOST)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
        if (!calling.isEmpty()) {
            throw ProblemException.conflict(
                    "workflows carry the workflow out, as they are, by their drafts or by runs that have not ended"
                            + WorkflowUse.told(": ", calling)
                            + ": deactivate or change them first, or state evenIfUsed=true, and their runs will fail");
        }
    }
}
