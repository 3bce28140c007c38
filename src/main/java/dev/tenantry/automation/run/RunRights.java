package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What it takes to have runs. Whoever starts one chooses what its workflow does its work on, and whoever looks at one sees
 * what it has read: either needs what the workflow itself needs.
 */
@Component
public class RunRights {

    private static final String VERSION = """
            select v.workflow_json from workflow_versions v
            where v.organization_id = app.org_id() and v.workflow_id = ? and v.version_number = ?""";
    private static final String VERSIONS = """
            select v.workflow_id, v.version_number, v.workflow_json
            from unnest(cast(? as uuid[]), cast(? as integer[])) as wanted (workflow_id, version_number)
                join workflow_versions v on v.organization_id = app.org_id() and v.workflow_id = wanted.workflow_id
                    and v.version_number = wanted.version_number""";
    private static final int AT_A_TIME = 8;
    private static final String EVERYTHING = "organization:update";
    /** Locked, so that the version that is asked about is the one that starts. */
    private static final String CURRENT = """
            select current_version from workflow_definitions where organization_id = app.org_id() and id = ? for no key update""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Rights rights;

    RunRights(JdbcClient jdbc, JsonMapper json, Rights rights) {
        this.jdbc = jdbc;
        this.json = json;
        this.rights = rights;
    }

    record Version(UUID workflowId, int number) {}

    /** @throws ProblemException 403; nothing where there is no such workflow */
    void demandToStart(UUID workflowId) {
        jdbc.sql(CURRENT)
                .param(workflowId)
                .query(Integer.class)
                .optional()
                .ifPresent(version -> rights.demand(document(new Version(workflowId, version))));
    }

    /** @throws ProblemException 403; 409 where there is nothing to be tried any more */
    void demandToRetry(UUID workflowId, int version) {
        try {
            rights.demand(document(new Version(workflowId, version)));
        } catch (UnreadableRun | IllegalArgumentException _) {
            throw ProblemException.conflict("the version of the workflow that it began with cannot be read any more");
        }
    }

    /** The runs as the caller may see them. */
    Map<Long, Set<String>> lackedToSee(Collection<Run> runs) {
        var byVersion = lacked(runs.stream().map(RunRights::version).collect(Collectors.toSet()));
        return runs.stream()
                .collect(Collectors.toMap(Run::getId, run -> Objects.requireNonNull(byVersion.get(version(run)))));
    }

    /** Of versions of a workflow those whose runs the caller may see with all that they have read. */
    public Set<Integer> readable(UUID workflowId, Collection<Integer> versions) {
        return readable(versions.stream().map(number -> new Version(workflowId, number)).collect(Collectors.toSet()))
                .stream()
                .map(Version::number)
                .collect(Collectors.toSet());
    }

    /** Likewise, of any workflows. */
    Set<Version> readable(Set<Version> versions) {
        return lacked(versions).entrySet()
                .stream()
                .filter(version -> version.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** One exchange for all of them; a document can be long, so only some are held at a time. */
    private Map<Version, Set<String>> lacked(Set<Version> versions) {
        var lacked = new HashMap<Version, Set<String>>();
        if (!versions.isEmpty()) {
            jdbc.sql(VERSIONS)
                    .withFetchSize(AT_A_TIME)
                    .params(versions.stream().map(Version::workflowId).toArray(UUID[]::new),
                            versions.stream().map(Version::number).toArray(Integer[]::new))
                    .query(row -> {
                        var version = new Version(row.getObject("workflow_id", UUID.class),
                                row.getInt("version_number"));
                        lacked.put(version, lacked(row.getString("workflow_json")));
                    });
        }
        return lacked;
    }

    /** What runs of a version read that cannot be read is told to those alone who may change the organization. */
    private Set<String> lacked(String text) {
        try {
            return rights.lackedToSee(document(text));
        } catch (UnreadableRun | ProblemException | IllegalArgumentException _) {
            return Caller.current().may(EVERYTHING) ? Set.of() : Set.of(EVERYTHING);
        }
    }

    private static Version version(Run run) {
        return new Version(run.getWorkflowId(), run.getWorkflowVersion());
    }

    private WorkflowDocument document(Version version) {
        return document(jdbc.sql(VERSION).params(version.workflowId, version.number).query(String.class).single());
    }

    private WorkflowDocument document(String text) {
        try {
            return WorkflowDocument.read(json.readTree(text));
        } catch (RuntimeException failure) {
            throw new UnreadableRun("the version of the workflow that it began with cannot be read", failure);
        }
    }
}
