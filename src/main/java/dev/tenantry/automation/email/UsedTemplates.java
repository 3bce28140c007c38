package dev.tenantry.automation.email;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.problem.ProblemException;

/** Active workflows whose steps send what a template of a name says. */
@Component
class UsedTemplates {

    private static final String USING = """
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null
                and jsonb_path_exists(w.steps, '$.**.config.template ? (@ == $name)', jsonb_build_object('name', ?::text))
            order by w.name, w.id limit ?""";
    private static final String TO_CHANGE_USES = "workflows:update";

    private final JdbcClient jdbc;

    UsedTemplates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 409 that names the workflows, as far as the caller may know */
    void demandUnused(String name) {
        var using = using(name);
        if (!using.isEmpty()) {
            throw ProblemException.conflict("active workflows send the template " + name + WorkflowUse.told(": ", using)
                    + ": deactivate or change them first, or state evenIfUsed=true, and their runs will fail");
        }
    }

    /** Whoever says what workflows send changes them. @throws ProblemException 403 */
    void demandToBegin(String name) {
        if (!Caller.current().may(TO_CHANGE_USES) && !using(name).isEmpty()) {
            throw ProblemException.forbidden(TO_CHANGE_USES);
        }
    }

    private List<WorkflowUse> using(String name) {
        return jdbc.sql(USING)
                .params(name, WorkflowUse.MOST)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
