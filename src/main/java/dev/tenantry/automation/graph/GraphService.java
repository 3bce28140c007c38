package dev.tenantry.automation.graph;

import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.run.show.RunStanding;
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

    private final JdbcClient jdbc;
    private final CompiledVersions versions;
    private final StepTypes types;
    private final RunStanding standing;

    GraphService(JdbcClient jdbc, CompiledVersions versions, StepTypes types, RunStanding standing) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.types = types;
        this.standing = standing;
    }

    Flowchart ofWorkflow(UUID id) {
        return find(OF_WORKFLOW, id).drawn(types, Map.of());
    }

    Flowchart ofRun(Long id) {
        return find(OF_RUN, id).drawn(types, standing.statuses(id));
    }

    private record Found(Version version, WorkflowDocument document, String block) {

        Flowchart drawn(StepTypes types, Map<String, Map<Integer, String>> statuses) {
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
