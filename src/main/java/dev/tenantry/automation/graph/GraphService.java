package dev.tenantry.automation.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.automation.version.UnreadableRun;
import dev.tenantry.shared.problem.ProblemException;

/** What there is to draw. */
@Service
@Transactional(readOnly = true)
class GraphService {

    private static final String OF_WORKFLOW = """
            select id as workflow_id, current_version as version_number, 'steps' as block from workflow_definitions
            where organization_id = app.org_id() and id = ? and deleted_at is null""";
    private static final String OF_RUN = """
            select workflow_id, version_number, array_to_string(block, '/') as block from workflow_execution_logs
            where organization_id = app.org_id() and id = ?""";
    private static final String STATUSES = """
            select step_index, status from workflow_execution_steps where organization_id = app.org_id() and execution_log_id = ?""";

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final StepTypes types;

    GraphService(JdbcClient jdbc, CompiledVersions versions, StepTypes types) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.types = types;
    }

    Flowchart ofWorkflow(UUID id) {
        return find(OF_WORKFLOW, id).drawn(types, Map.of());
    }

    Flowchart ofRun(Long id) {
        var found = find(OF_RUN, id);
        var statuses = new HashMap<Integer, String>();
        jdbc.sql(STATUSES).param(id).query(row -> {
            statuses.put(row.getInt("step_index"), row.getString("status"));
        });
        return found.drawn(types, statuses);
    }

    private record Found(Version version, WorkflowDocument document, String block) {

        Flowchart drawn(StepTypes types, Map<Integer, String> statuses) {
            try {
                return Flowchart.of("workflow " + version.workflowId() + ", version " + version.number(),
                        document.at(block), types, statuses);
            } catch (IllegalArgumentException failure) {
                throw new UnreadableRun("version " + version.number() + " of the workflow cannot be drawn any more",
                        failure);
            }
        }
    }

    private Found find(String sql, Object id) {
        return jdbc.sql(sql).param(id).query((row, _) -> {
            var version = Version.of(row.getObject("workflow_id", UUID.class), row.getInt("version_number"));
            return new Found(version, versions.of(version), row.getString("block"));
        }).optional().orElseThrow(ProblemException::notFound);
    }
}
