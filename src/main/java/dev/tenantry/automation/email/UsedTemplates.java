package dev.tenantry.automation.email;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;

/** Workflows whose steps send what a template of a name says. */
@Component
class UsedTemplates {

    private static final String ACTIVE = """
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null
                and jsonb_path_exists(w.steps, '$.**.config.template ? (@ == $name)', jsonb_build_object('name', ?::text))
            order by w.name, w.id limit ?""";
    /** Active ones, and those whose drafts, or runs that have not ended, go by it. */
    private static final String USING = """
            with named as materialized (
                select e.id from (
                    select w.id, w.steps from workflow_definitions w where w.organization_id = app.org_id() and w.is_active
                    union all select d.id, d.steps from workflow_drafts d where d.organization_id = app.org_id()
                    union all select v.workflow_id, v.workflow_json from (
                        select distinct l.workflow_id, l.version_number from (
                            select id from workflow_run_queue where organization_id = app.org_id()
                            union all select id from workflow_backlog where organization_id = app.org_id()) q
                        join workflow_execution_logs l on l.organization_id = app.org_id() and l.id = q.id) p
                    join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = p.workflow_id and v.version_number = p.version_number) e (id, steps)
                where jsonb_path_exists(e.steps, '$.**.config.template ? (@ == $name)', jsonb_build_object('name', ?::text)))
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id in (select id from named)
            order by w.name, w.id limit ?""";
    private static final String TO_CHANGE_USES = "workflows:update";

    private final JdbcClient jdbc;

    UsedTemplates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 that names the workflows, as far as the caller may know */
    void demandUnused(String name) {
        var using = find(USING, name);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("workflows send the template " + name
                    + ", as they are, by their drafts or by runs that have not ended" + WorkflowUse.told(": ", using)
                    + ": change them first, or state evenIfUsed=true, and their runs will fail");
        }
    }

    /** Whoever says what workflows send changes them. @throws ProblemException 403 */
    void demandToBegin(String name) {
        if (!Caller.current().may(TO_CHANGE_USES) && !find(ACTIVE, name).isEmpty()) {
            throw ProblemException.forbidden(TO_CHANGE_USES);
        }
    }

    private List<WorkflowUse> find(String statement, String name) {
        return jdbc.sql(statement)
                .params(name, WorkflowUse.MOST)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
