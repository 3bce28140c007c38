package dev.tenantry.automation.email;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;

/** Workflows whose steps send what a template of a name says. */
@Component
class UsedTemplates {

    /** Active ones, and those whose drafts, or runs that have not ended, go by it. */
    private static final String USING = """
            with effective as materialized (%s),
            named as (
                select e.workflow_id from effective e where jsonb_path_exists(e.workflow_json, '$.**.config.template ? (@ == $name)', jsonb_build_object('name', ?::text))
                union select d.id from workflow_drafts d
                where d.organization_id = app.org_id() and jsonb_path_exists(d.steps, '$.**.config.template ? (@ == $name)', jsonb_build_object('name', ?::text)))
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id in (select workflow_id from named)
            order by w.name, w.id limit ?"""
            .formatted(EffectiveVersions.SQL);
    private static final String TO_CHANGE_USES = "workflows:update";

    private final JdbcClient jdbc;

    UsedTemplates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 that names the workflows, as far as the caller may know */
    void demandUnused(String name) {
        var using = read(jdbc.sql(USING).params(name, name));
        if (!using.isEmpty()) {
            throw ProblemException.conflict("workflows send the template " + name
                    + ", as they are, by their drafts or by runs that have not ended" + WorkflowUse.told(": ", using)
                    + ": change them first, or state evenIfUsed=true, and their runs will fail");
        }
    }

    /** Whoever says what workflows send changes them. @throws ProblemException 403 */
    void demandToBegin(String name) {
        if (!Caller.current().may(TO_CHANGE_USES) && !read(jdbc.sql(USING).params(name, name)).isEmpty()) {
            throw ProblemException.forbidden(TO_CHANGE_USES);
        }
    }

    private static List<WorkflowUse> read(JdbcClient.StatementSpec asked) {
        return asked.param(WorkflowUse.MOST)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
