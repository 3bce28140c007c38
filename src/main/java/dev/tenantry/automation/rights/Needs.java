package dev.tenantry.automation.rights;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.RequiredPermissions;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.problem.ProblemException;

/** What a workflow needs together with those that it carries out, and those that these do. */
@Component
class Needs {

    /** Workflows that one carries out, directly or by others. */
    private static final int MOST = 200;
    private static final String CURRENT = """
            select w.id, v.workflow_json from workflow_definitions w
            join workflow_versions v on v.organization_id = w.organization_id and v.workflow_id = w.id and v.version_number = w.current_version
            where w.organization_id = app.org_id() and w.id = any (?) order by w.id""";

    private final RequiredPermissions required;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Needs(RequiredPermissions required, JdbcClient jdbc, JsonMapper json) {
        this.required = required;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param isWhole whether all that it carries out is there to be asked */
    record Found(SortedMap<String, String> permissions, boolean isWhole) {}

    /** Of the document alone: each permission, and the first place that needs it. */
    SortedMap<String, String> alone(WorkflowDocument document) {
        return required.of(document);
    }

    /**
     * With the current versions of the workflows that it carries out: one exchange for each further level, none where there are
     * none.
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
        var documents = new TreeMap<UUID, WorkflowDocument>();
        jdbc.sql(CURRENT).param(ids.toArray(UUID[]::new)).query(row -> {
            documents.put(row.getObject("id", UUID.class), read(row.getString("workflow_json")));
        });
        return documents;
    }

    private WorkflowDocument read(String text) {
        try {
            return WorkflowDocument.read(json.readTree(text));
        } catch (RuntimeException _) {
            throw ProblemException.conflict("another workflow that it carries out cannot be read any more");
        }
    }
}
