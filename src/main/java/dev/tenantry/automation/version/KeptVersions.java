package dev.tenantry.automation.version;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.CompiledVersions.Version;

/**
 * All that workflows can be carried out by, now or again: their versions, whether they are active, inactive or in the trash, and what they are
 * to become. A draft is that of number 0.
 */
@Component
public class KeptVersions {

    /** That are looked through for one question. */
    public static final int MOST = 2_000;
    /** {@code workflow_id, version_number, workflow_json} of each. */
    public static final String SQL = """
            select v.workflow_id, v.version_number, v.workflow_json from workflow_versions v where v.organization_id = app.org_id()
            union all
            select d.id, 0, jsonb_build_object('trigger', d.trigger_config || jsonb_build_object('type', d.trigger_type), 'steps', d.steps)
            from workflow_drafts d where d.organization_id = app.org_id()""";
    /** {@code workflow_id, version_number, called}: the workflow that it carries out, as text. */
    public static final String CALLS = """
            select v.workflow_id, v.version_number, c.called from workflow_versions v
            cross join lateral jsonb_array_elements_text(v.called_workflows) as c (called) where v.organization_id = app.org_id()
            union
            select d.id, 0, c.called #>> '{}' from workflow_drafts d
            cross join lateral jsonb_path_query(d.steps, '$.**.config.workflowId') as c (called) where d.organization_id = app.org_id()""";

    private static final int DRAFT = 0;
    private static final String DRAFTS = """
            select k.workflow_json from (%s) k where k.version_number = ? and k.workflow_id = any (?)""".formatted(SQL);

    private final CompiledVersions versions;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    KeptVersions(CompiledVersions versions, JdbcClient jdbc, JsonMapper json) {
        this.versions = versions;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @throws UnreadableRun where one of them cannot be read any more */
    public List<WorkflowDocument> of(Collection<Version> some) {
        var numbered = some.stream().filter(version -> version.number() != DRAFT).toList();
        var documents = new ArrayList<>(versions.of(numbered).values());
        var drafted = some.stream().filter(version -> version.number() == DRAFT).map(Version::workflowId).toList();
        if (!drafted.isEmpty()) {
            jdbc.sql(DRAFTS)
                    .params(DRAFT, drafted.toArray(UUID[]::new))
                    .query(String.class)
                    .list()
                    .forEach(draft -> documents.add(read(draft)));
        }
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
