package dev.tenantry.automation.rights;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.RequiredPermissions;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.problem.ProblemException;

/** What a workflow needs together with those that it carries out, and those that these do. */
@Component
class Needs {

    /** Workflows that one carries out, directly or by others. */
    private static final int MOST = 200;
    private static final String CURRENT = """
            select id, current_version from workflow_definitions where organization_id = app.org_id() and id = any (?)""";

    private final RequiredPermissions required;
    private final JdbcClient jdbc;
    private final CompiledVersions versions;

    Needs(RequiredPermissions required, JdbcClient jdbc, CompiledVersions versions) {
        this.required = required;
        this.jdbc = jdbc;
        this.versions = versions;
    }

    /** @param isWhole whether all that it carries out is there to be asked */
    record Found(SortedMap<String, String> permissions, boolean isWhole) {}

    /** Of the document alone: each permission, and the first place that needs it. */
    SortedMap<String, String> alone(WorkflowDocument document) {
        return required.of(document);
    }

    /**
     * With the current versions of the workflows that it carries out: one exchange for each further level, and one where its
     * versions are not known; none where there are none.
     *
     * @throws ProblemException 409 where those are too many, or one cannot be read
     */
    Found of(WorkflowDocument document) {
        var found = new TreeMap<>(required.of(document));
        var places = new HashMap<>(required.workflows(document));
        var isWhole = true;
        for (var level = Map.copyOf(places); !level.isEmpty();) {
            if (places.size() > MOST) {
                throw ProblemException.conflict("the workflow carries out more than " + MOST + " others");
            }
            var documents = current(level.keySet());
            isWhole &= documents.size() == level.size();
            var next = new HashMap<UUID, String>();
            documents.forEach((id, other) -> {
                var place = places.get(id);
                required.of(other).keySet().forEach(permission -> found.putIfAbsent(permission, place));
                required.workflows(other).keySet().forEach(further -> next.putIfAbsent(further, place));
            });
            next.keySet().removeAll(places.keySet());
            places.putAll(next);
            level = next;
        }
        return new Found(found, isWhole);
    }

    private Map<UUID, WorkflowDocument> current(Collection<UUID> ids) {
        var current = jdbc.sql(CURRENT)
                .param(ids.toArray(UUID[]::new))
                .query((row, _) -> Version.of(row.getObject("id", UUID.class), row.getInt("current_version")))
                .list();
        try {
            var documents = new TreeMap<UUID, WorkflowDocument>();
            versions.of(current).forEach((version, document) -> documents.put(version.workflowId(), document));
            return documents;
        } catch (UnreadableRun _) {
            throw ProblemException.conflict("another workflow that it carries out cannot be read any more");
        }
    }
}
