package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.shared.access.WorkflowUse;

/** Workflows whose documents have something: those that are carried out, and what is authored to be. */
@Component
class DocumentUses {

    private static final String USING = """
            with effective as materialized (%s),
            documents as (
                select e.workflow_id, e.workflow_json as document from effective e
                union all
                select d.id, jsonb_build_object('trigger', d.trigger_config, 'enrolment', d.enrolment, 'steps', d.steps) from workflow_drafts d
                where d.organization_id = app.org_id())
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id in (select d.workflow_id from documents d where %s)
            order by w.name, w.id limit ?""";

    private final JdbcClient jdbc;

    DocumentUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of their names. @param condition in SQL, of a document {@code d.document} */
    List<WorkflowUse> where(String condition, List<?> parameters, int most) {
        return jdbc.sql(USING.formatted(EffectiveVersions.SQL, condition))
                .params(parameters)
                .param(most)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
