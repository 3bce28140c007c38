package dev.tenantry.automation.rights;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.KeptVersions;
import dev.tenantry.automation.version.KeptVersions.Needed;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.integrations.WebhookAuthority;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Workflows that go by what they do not say themselves: whoever changes that has them do something else, in the names of those who published
 * them. All that is kept of them counts, as whoever changes it may put a workflow out of force first, or write another version of it, and
 * somebody else bring it back.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Dependents implements WebhookAuthority {

    private static final String ONE = "select k.workflow_id, k.version_number from (%s) k where k.workflow_id = ?"
            .formatted(KeptVersions.SQL);
    private static final String TOLD = "select k.workflow_id, k.version_number from (%s) k where k.trigger_integration = ?"
            .formatted(KeptVersions.SQL);
    private static final String WITH_TEMPLATE = """
            select k.workflow_id, k.version_number from (%s) k where jsonb_exists_any(k.templates, ?)"""
            .formatted(KeptVersions.SQL);
    /** Those that carry the workflow out, and those that carry these out. */
    private static final String CALLING = """
            with recursive calls as materialized (%s),
            carried as (
                select ?::text as id
                union
                select c.workflow_id::text from carried w join calls c on c.called = w.id)
            select distinct c.workflow_id, c.version_number from carried w join calls c on c.called = w.id
            where c.workflow_id <> ?::uuid"""
            .formatted(KeptVersions.CALLS);
    /** By runs that go on, or can be tried again, as they failed. */
    private static final String HELD = """
            select distinct unnest(l.carried_permissions) from workflow_execution_logs l
            where l.organization_id = app.org_id() and l.workflow_id = any (?) and l.carried_permissions is not null
                and (l.execution_end is null or l.error_details is not null)""";

    private final JdbcClient jdbc;
    private final KeptVersions kept;
    private final Rights rights;

    Dependents(JdbcClient jdbc, KeptVersions kept, Rights rights) {
        this.jdbc = jdbc;
        this.kept = kept;
        this.rights = rights;
    }

    @Override
    public void demandToTell(UUID workflow) {
        demand(kept.needed(ONE, workflow));
    }

    @Override
    public void demandToTellOfIntegration(UUID integration) {
        demand(kept.needed(TOLD, integration.toString()));
    }

    /**
     * For whoever says what templates of such names say, or that there are none.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what the workflows do that name one
     */
    public void demandToChangeTemplates(Collection<String> names) {
        demand(kept.needed(WITH_TEMPLATE, (Object) names.toArray(String[]::new)));
    }

    /** For whoever says what a workflow's variables say. @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what it does */
    public void demandToChangeVariables(UUID workflow) {
        demandToTell(workflow);
    }

    /**
     * For whoever says what a workflow does, which others hand to what they have read. Whoever asks decides whether what they do is undone.
     *
     * @throws ProblemException 403 where the caller may not read that
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = ProblemException.class)
    public void demandToBeCalled(UUID workflow) {
        var id = workflow.toString();
        demandToRead(kept.needed(CALLING, id, id), Set.of(), "what other workflows hand to it");
    }

    /**
     * For whoever decides where what workflows have read goes.
     *
     * @param needed  by what is kept of them
     * @param besides permissions that it takes as well
     * @param what    of theirs it is, in words
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not read that
     */
    public void demandToRead(Needed needed, Set<String> besides, String what) {
        if (needed.isNothing() && besides.isEmpty()) {
            return;
        }
        var holding = new TreeSet<>(besides);
        holding.addAll(
                jdbc.sql(HELD).param(needed.workflows().toArray(UUID[]::new)).query(String.class).set());
        if (!needed.isKnown()) {
            holding.add(Rights.EVERYTHING);
        }
        rights.demandToRead(drafts(needed, holding), needed.alone(), holding, what);
    }

    private void demand(Needed needed) {
        if (!needed.isNothing()) {
            var besides = new TreeSet<>(needed.alone());
            besides.addAll(needed.others());
            if (!needed.isKnown() || !needed.areOthersKnown()) {
                besides.add(Rights.EVERYTHING);
            }
            rights.demandToChange(drafts(needed, besides), besides);
        }
    }

    /** What those need that cannot be read any more nobody knows. */
    private List<WorkflowDocument> drafts(Needed needed, Collection<String> besides) {
        try {
            return kept.drafts(needed.drafts());
        } catch (UnreadableRun _) {
            besides.add(Rights.EVERYTHING);
            return List.of();
        }
    }
}
