package dev.tenantry.automation.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;

/**
 * What it takes to have runs. Whoever starts one chooses what its workflow does its work on, and whoever looks at one sees
 * what it has read: either needs what the workflow itself needs.
 */
@Component
class RunRights {

    private static final String VERSION = """
            select v.workflow_json from workflow_versions v where v.workflow_id = ? and v.version_number = ?""";
    /** Locked, so that the version that is asked about is the one that starts. */
    private static final String CURRENT = """
            select current_version from workflow_definitions where id = ? for no key update""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Rights rights;

    RunRights(JdbcClient jdbc, JsonMapper json, Rights rights) {
        this.jdbc = jdbc;
        this.json = json;
        this.rights = rights;
    }

    private record Version(UUID workflowId, int number) {}

    /** @throws dev.tenantry.shared.problem.ProblemException 403; nothing where there is no such workflow */
    void demandToStart(UUID workflowId) {
        jdbc.sql(CURRENT)
                .param(workflowId)
                .query(Integer.class)
                .optional()
                .ifPresent(version -> rights.demand(document(new Version(workflowId, version))));
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 403 */
    void demandToRetry(UUID workflowId, int version) {
        rights.demand(document(new Version(workflowId, version)));
    }

    /** The runs as the caller may see them. */
    Map<Long, Set<String>> lackedToSee(Collection<Run> runs) {
        var byVersion = new HashMap<Version, Set<String>>();
        var byRun = new HashMap<Long, Set<String>>();
        for (var run : runs) {
            var version = new Version(run.getWorkflowId(), run.getWorkflowVersion());
            byRun.put(run.getId(), byVersion.computeIfAbsent(version, one -> rights.lackedToSee(document(one))));
        }
        return byRun;
    }

    private WorkflowDocument document(Version version) {
        return WorkflowDocument.read(json.readTree(
                jdbc.sql(VERSION).params(version.workflowId, version.number).query(String.class).single()));
    }
}
