package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/**
 * Deletes a workflow for good, with its versions, its triggers and its runs. The runs go first, some at a time: there can be
 * more than one transaction should hold, and a workflow in the trash has no use for them.
 */
@Component
class WorkflowErasure {

    private static final int CHUNK = 1_000;
    private static final String HAS_OWN_UNDER_WAY = """
            select exists (select from workflow_execution_logs l where l.organization_id = app.org_id() and l.workflow_id = ? and l.execution_end is null
                and (exists (select from workflow_run_queue q where q.organization_id = app.org_id() and q.id = l.id)
                    or exists (select from workflow_backlog b where b.organization_id = app.org_id() and b.id = l.id)) offset 0)""";
    /** One of its runs, or one that is part of the same as one of them. */
    private static final String IS_UNDER_WAY = """
            with recursive under_way (id) as (
                select q.id from (select organization_id, id from workflow_run_queue
                    union all select organization_id, id from workflow_backlog) q where q.organization_id = app.org_id()
                union
                select next.id from under_way u cross join lateral (
                    select l.parent_run_id from workflow_execution_logs l
                    where l.organization_id = app.org_id() and l.id = u.id and l.is_awaited and l.parent_run_id is not null
                    union all
                    select l.id from workflow_execution_logs l
                    where l.organization_id = app.org_id() and l.parent_run_id = u.id and l.is_awaited) next (id))
            select exists (select from under_way u
                join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = u.id where l.workflow_id = ?)""";
    private static final String DELETE_RUNS = """
            select app.delete_runs(app.org_id(), array(
                select id from workflow_execution_logs where organization_id = app.org_id() and workflow_id = ? limit ?))""";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final WorkflowResponses responses;
    private final TransactionTemplate transaction;

    WorkflowErasure(EntityManager entities, JdbcClient jdbc, WorkflowResponses responses,
            PlatformTransactionManager transactions) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.responses = responses;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws ProblemException 404 where it is not in the trash, or no more, 409 while runs are under way */
    void erase(UUID id, IfMatch ifMatch) {
        boolean isGone = transaction.execute(_ -> eraseSome(id, ifMatch, IS_UNDER_WAY));
        while (!isGone) {
            // None of another workflow that waits for one of these has begun since: it is in the trash.
            isGone = transaction.execute(_ -> eraseSome(id, ifMatch, HAS_OWN_UNDER_WAY));
        }
    }

    /** Nobody has it back before the transaction ends. @return whether that is all */
    private boolean eraseSome(UUID id, IfMatch ifMatch, String isUnderWay) {
        var workflow = entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (workflow == null || !workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        ifMatch.check(() -> responses.single(workflow));
        if (jdbc.sql(isUnderWay).param(id).query(Boolean.class).single()) {
            throw ProblemException.conflict("runs of the workflow are under way; cancel them first");
        }
        if (jdbc.sql(DELETE_RUNS).params(id, CHUNK).query(Integer.class).single() == CHUNK) {
            return false;
        }
        entities.remove(workflow);
        return true;
    }
}
