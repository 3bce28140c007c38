package dev.tenantry.automation.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;

/**
 * All that workflows can be carried out by, now or again: their versions, whether they are active, inactive or in the trash, and what they are
 * to become. A draft is that of number 0. However many there are, they are asked by columns that each version has of what it names and needs.
 */
@Component
public class KeptVersions {

    /** {@code workflow_id, version_number, templates, integrations, free_steps, trigger_integration} of each. */
    public static final String SQL = """
            select v.workflow_id, v.version_number, v.named_templates as templates, v.named_integrations as integrations, v.free_steps, v.trigger_integration
            from workflow_versions v where v.organization_id = app.org_id()
            union all
            select d.id, 0, jsonb_path_query_array(d.steps, '$.**.config.template'), jsonb_path_query_array(d.steps, '$.**.config.integration'),
                jsonb_path_query_array(d.steps, '$.** ? (!exists(@.config.integration)).type'), d.trigger_config ->> 'integrationId'
            from workflow_drafts d where d.organization_id = app.org_id()""";
    /** {@code workflow_id, version_number, called}: the workflow that it carries out, as text. */
    public static final String CALLS = """
            select v.workflow_id, v.version_number, c.called from workflow_versions v
            cross join lateral jsonb_array_elements_text(v.called_workflows) as c (called) where v.organization_id = app.org_id()
            union
            select d.id, 0, c.called #>> '{}' from workflow_drafts d
            cross join lateral jsonb_path_query(d.steps, '$.**.config.workflowId') as c (called) where d.organization_id = app.org_id()""";

    private static final String NEEDED = """
            with recursive found as materialized (%s),
            carried (id) as (
                select c.called from found f
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = f.workflow_id and v.version_number = f.version_number
                cross join lateral jsonb_array_elements_text(v.called_workflows) as c (called)
                union
                select c.called from carried r
                join workflow_definitions w on w.organization_id = app.org_id() and w.id::text = r.id
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = w.id and v.version_number = w.current_version
                cross join lateral jsonb_array_elements_text(v.called_workflows) as c (called)),
            alone as (
                select distinct v.permissions from found f
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = f.workflow_id and v.version_number = f.version_number),
            others as (
                select distinct v.permissions from carried r
                join workflow_definitions w on w.organization_id = app.org_id() and w.id::text = r.id
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = w.id and v.version_number = w.current_version)
            select array(select distinct unnest(a.permissions) from alone a) as alone, array(select distinct unnest(o.permissions) from others o) as others,
                exists (select from alone a where a.permissions is null) as is_any_unknown, exists (select from others o where o.permissions is null) as is_other_unknown,
                array(select distinct f.workflow_id from found f) as workflows, array(select f.workflow_id from found f where f.version_number = 0) as drafts""";
    private static final String DRAFTS = """
            select jsonb_build_object('trigger', d.trigger_config || jsonb_build_object('type', d.trigger_type), 'steps', d.steps)
            from workflow_drafts d where d.organization_id = app.org_id() and d.id = any (?)""";
    private static final int AT_A_TIME = 20;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    KeptVersions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What some of them need.
     *
     * @param workflows whose they are
     * @param alone     the permissions that the versions need themselves
     * @param others    those of what these carry out, as it is now
     * @param isKnown   whether what the versions need themselves is known of all of them
     * @param areOthersKnown likewise of what they carry out
     * @param drafts    those of them that are drafts
     */
    public record Needed(
            Set<UUID> workflows,
            Set<String> alone,
            Set<String> others,
            boolean isKnown,
            boolean areOthersKnown,
            List<UUID> drafts) {

        public boolean isNothing() {
            return workflows.isEmpty();
        }
    }

    /** @param found a query of {@code workflow_id, version_number} */
    public Needed needed(String found, Object... parameters) {
        return jdbc.sql(NEEDED.formatted(found))
                .params(parameters)
                .query((row, _) -> new Needed(
                        Set.copyOf(List.of((UUID[]) row.getArray("workflows").getArray())),
                        Set.copyOf(List.of((String[]) row.getArray("alone").getArray())),
                        Set.copyOf(List.of((String[]) row.getArray("others").getArray())),
                        !row.getBoolean("is_any_unknown"),
                        !row.getBoolean("is_other_unknown"), List.of((UUID[]) row.getArray("drafts").getArray())))
                .single();
    }

    /** @throws UnreadableRun where one of them cannot be read any more */
    public List<WorkflowDocument> drafts(List<UUID> some) {
        var documents = new ArrayList<WorkflowDocument>();
        some.stream()
                .gather(Gatherers.windowFixed(AT_A_TIME))
                .forEach(window -> jdbc.sql(DRAFTS)
                        .param(window.toArray(UUID[]::new))
                        .query(String.class)
                        .list()
                        .forEach(draft -> documents.add(read(draft))));
        return documents;
    }

    private WorkflowDocument read(String draft) {
        try {
            return WorkflowDocument.read(json.readTree(draft));
        } catch (RuntimeException failure) {
            throw new UnreadableRun("the draft of the workflow cannot be read", failure);
        }
    }
}
