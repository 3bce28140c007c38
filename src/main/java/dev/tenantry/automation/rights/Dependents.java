package dev.tenantry.automation.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Gatherers;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.EffectiveVersions;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.integrations.WebhookAuthority;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Workflows that go by what they do not say themselves: whoever changes that has them do something else, in the names of those who published
 * them.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Dependents implements WebhookAuthority {

    private static final String ONE = """
            select id as workflow_id, current_version as version_number from workflow_definitions
            where organization_id = app.org_id() and id = ? and deleted_at is null""";
    private static final String TOLD = """
            select w.id as workflow_id, w.current_version as version_number from workflow_definitions w
            where w.organization_id = app.org_id() and w.is_active and w.deleted_at is null
                and w.trigger_type = ? and w.trigger_config ->> 'integrationId' = ?
            order by w.id""";
    private static final String WITH_TEMPLATE = """
            with effective as materialized (%s)
            select e.workflow_id, e.version_number from effective e
            where jsonb_path_exists(e.workflow_json, '$.**.config.template ? (@ == $names[*])', jsonb_build_object('names', ?::text[]))
            order by e.workflow_id, e.version_number"""
            .formatted(EffectiveVersions.SQL);
    /** Those that carry the workflow out, and those that carry these out. */
    private static final String CALLING = """
            with recursive effective as materialized (%s),
            calling as (
                select e.workflow_id, e.version_number from effective e
                where jsonb_path_exists(e.workflow_json, '$.**.config.workflowId ? (@ == $id)', jsonb_build_object('id', ?::text))
                union
                select e.workflow_id, e.version_number from calling c
                join effective e on jsonb_path_exists(e.workflow_json, '$.**.config.workflowId ? (@ == $id)', jsonb_build_object('id', c.workflow_id::text)))
            select workflow_id, version_number from calling where workflow_id <> ?::uuid order by workflow_id, version_number"""
            .formatted(EffectiveVersions.SQL);
    private static final String HELD = """
            select distinct unnest(l.carried_permissions) from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.workflow_id = any (?) and l.execution_end is null and l.carried_permissions is not null""";
    private static final int AT_A_TIME = 20;

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final Rights rights;

    Dependents(JdbcClient jdbc, CompiledVersions versions, Rights rights) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.rights = rights;
    }

    @Override
    public void demandToTell(UUID workflow) {
        demand(jdbc.sql(ONE).param(workflow));
    }

    @Override
    public void demandToTellOfIntegration(UUID integration) {
        demand(jdbc.sql(TOLD).params(Trigger.Type.WEBHOOK.toString(), integration.toString()));
    }

    /**
     * For whoever says what templates of such names say, or that there are none.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what the workflows do that name one
     */
    public void demandToChangeTemplates(Collection<String> names) {
        demand(jdbc.sql(WITH_TEMPLATE).param(names.toArray(String[]::new)));
    }

    /**
     * For whoever says what a workflow does, which others hand to what they have read. Whoever asks decides whether what they do is undone.
     *
     * @throws ProblemException 403 where the caller may not read that
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = ProblemException.class)
    public void demandToBeCalled(UUID workflow) {
        var id = workflow.toString();
        demandToRead(versions(jdbc.sql(CALLING).params(id, id)), Set.of(), "what other workflows hand to it");
    }

    /**
     * For whoever decides where what workflows have read goes.
     *
     * @param versions that are in force or under way
     * @param besides  permissions that it takes as well
     * @param what     of theirs it is, in words
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not read that
     */
    public void demandToRead(List<Version> versions, Set<String> besides, String what) {
        if (versions.isEmpty() && besides.isEmpty()) {
            return;
        }
        var holding = new TreeSet<>(besides);
        holding.addAll(jdbc.sql(HELD)
                .param(versions.stream().map(Version::workflowId).distinct().toArray(UUID[]::new))
                .query(String.class)
                .set());
        rights.demandToRead(documents(versions, holding), holding, what);
    }

    private void demand(JdbcClient.StatementSpec asked) {
        var found = versions(asked);
        if (!found.isEmpty()) {
            var besides = new TreeSet<String>();
            rights.demandToChange(documents(found, besides), besides);
        }
    }

    private static List<Version> versions(JdbcClient.StatementSpec asked) {
        return asked
                .query((row, _) -> Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number")))
                .list();
    }

    /** What those need that cannot be read any more nobody knows. */
    private List<WorkflowDocument> documents(List<Version> found, Collection<String> besides) {
        var documents = new ArrayList<WorkflowDocument>();
        found.stream().gather(Gatherers.windowFixed(AT_A_TIME)).forEach(some -> {
            try {
                documents.addAll(versions.of(some).values());
            } catch (UnreadableRun _) {
                besides.add(Rights.EVERYTHING);
            }
        });
        return documents;
    }
}
