package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.shared.access.WorkflowUse;
import dev.tenantry.shared.record.TagUses;

/** Workflows that filters or conditions have compare with a tag, by its id, or whose steps name it. */
@Component
class UsedTags implements TagUses {

    private static final String USING = """
            with effective as materialized (%s),
            documents as (
                select e.workflow_id, e.workflow_json as document from effective e
                union all
                select d.id, jsonb_build_object('trigger', d.trigger_config, 'enrolment', d.enrolment, 'steps', d.steps) from workflow_drafts d
                where d.organization_id = app.org_id()),
            using_it as (
                select d.workflow_id from documents d
                where jsonb_path_exists(d.document, '$.** ? (@.field == "trigger.tagId" || @.field == "tags").value ? (@ == $id)', jsonb_build_object('id', ?::text))
                    or exists (select from jsonb_path_query(d.document, '$.** ? (@.type == "add_tag" || @.type == "remove_tag").config.tag') as t (name)
                        where app.fold(t.name #>> '{}') = app.fold(?::text)))
            select w.id, w.name from workflow_definitions w
            where w.organization_id = app.org_id() and w.deleted_at is null and w.id in (select workflow_id from using_it)
            order by w.name, w.id limit ?"""
            .formatted(EffectiveVersions.SQL);

    private final JdbcClient jdbc;

    UsedTags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<WorkflowUse> of(Long tag, String name, int most) {
        return jdbc.sql(USING)
                .params(tag.toString(), name, most)
                .query((row, _) -> new WorkflowUse(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
