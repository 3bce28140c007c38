package dev.tenantry.automation.version;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.tenancy.TenantContext;

/** Versions of workflows as they are carried out. A version never changes, so it is read once, and kept while it is in use. */
@Component
public class CompiledVersions {

    /** Of all of them, as JSON. */
    private static final int MOST_CHARACTERS = 32_000_000;
    /** What this transaction has written itself may never be: another one would be given its number then. */
    private static final String READ = """
            select v.workflow_id, v.version_number, v.workflow_json, v.xmin = pg_current_xact_id_if_assigned()::xid as is_uncommitted
            from unnest(?::uuid[], ?::integer[]) as wanted (workflow_id, version_number)
            join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = wanted.workflow_id
                and v.version_number = wanted.version_number""";

    private final Cache<Version, Compiled> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((Version _, Compiled version) -> version.characters)
            .build();
    private final JdbcClient jdbc;
    private final JsonMapper json;

    CompiledVersions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A version of a workflow of the organization's. */
    public record Version(UUID organizationId, UUID workflowId, int number) {

        public static Version of(UUID workflowId, int number) {
            return new Version(TenantContext.current().organizationId(), workflowId, number);
        }
    }

    private record Compiled(WorkflowDocument document, int characters) {}

    /** @throws UnreadableRun where there is none, or it is no program any more */
    public WorkflowDocument of(Version version) {
        var document = of(List.of(version)).get(version);
        if (document == null) {
            throw new UnreadableRun("there is no version " + version.number + " of the workflow", null);
        }
        return document;
    }

    /**
     * In the current organization's transaction: one exchange where there are some that are not known.
     *
     * @throws UnreadableRun where one of them is no program any more
     */
    public Map<Version, WorkflowDocument> of(Collection<Version> versions) {
        var documents = new HashMap<Version, WorkflowDocument>();
        known.getAllPresent(versions).forEach((version, compiled) -> documents.put(version, compiled.document));
        var unknown = versions.stream().filter(version -> !documents.containsKey(version)).distinct().toList();
        if (!unknown.isEmpty()) {
            jdbc.sql(READ)
                    .params(unknown.stream().map(Version::workflowId).toArray(UUID[]::new),
                            unknown.stream().map(Version::number).toArray(Integer[]::new))
                    .query(row -> {
                        var text = row.getString("workflow_json");
                        var version = Version.of(row.getObject("workflow_id", UUID.class),
                                row.getInt("version_number"));
                        var document = document(version, text);
                        if (!row.getBoolean("is_uncommitted")) {
                            known.put(version, new Compiled(document, text.length()));
                        }
                        documents.put(version, document);
                    });
        }
        return documents;
    }

    private WorkflowDocument document(Version version, String text) {
        try {
            var json = this.json.readTree(text);
            if (json.path("steps").isArray()) {
                return WorkflowDocument.read(json);
            }
        } catch (RuntimeException failure) {
            throw new UnreadableRun("version " + version.number + " of the workflow cannot be read", failure);
        }
        throw new UnreadableRun("version " + version.number + " of the workflow has no steps", null);
    }
}
