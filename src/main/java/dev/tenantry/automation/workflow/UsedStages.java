package dev.tenantry.automation.workflow;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.record.StageUses;

/** Workflows that compare with a stage, put deals into it, or have it in a filter or an expression. */
@Component
class UsedStages implements StageUses {

    private static final String USING = """
            with effective as materialized (%s),
            documents as (
                select e.workflow_id, e.workflow_json as document from effective e
                union all
                select d.id, jsonb_build_object('trigger', d.trigger_config, 'enrolment', d.enrolment, 'steps', d.steps) from workflow_drafts d
                where d.organization_id = app.org_id()),
            sought as (select app.fold(s.name) as form from unnest(cast(? as text[])) as s (name)),
            using_it as (
                select d.workflow_id from documents d
                where exists (select from jsonb_path_query(d.document, '$.** ? (@.field like_regex "(^|[.])stage$").value[*]') as t (named)
                        join sought s on app.fold(t.named #>> '{}') = s.form)
                    or exists (select from jsonb_path_query(d.document, '$.**.stage') as t (named) join sought s on app.fold(t.named #>> '{}') = s.form)
                    or exists (select from (select jsonb_path_query(d.document, '$.**.filter') union all select jsonb_path_query(d.document, '$.**.expression')) as t (said)
                        join sought s on jsonb_typeof(t.said) = 'string' and strpos(t.said #>> '{}', 'stage') > 0
                            and strpos(app.fold(t.said #>> '{}'), s.form) > 0))
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id in (select workflow_id from using_it)
            order by w.name, w.id limit ?"""
            .formatted(EffectiveVersions.SQL);

    private final JdbcClient jdbc;

    UsedStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<WorkflowUse> of(Collection<String> names, int most) {
        return jdbc.sql(USING)
                .params(names.toArray(String[]::new), most)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
