package dev.tenantry.automation.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.problem.ProblemException;

/** What there is to draw. */
@Service
@Transactional(readOnly = true)
class GraphService {

    private static final String OF_WORKFLOW = """
            select v.workflow_json, v.workflow_id, v.version_number from workflow_definitions w
            join workflow_versions v on v.organization_id = w.organization_id and v.workflow_id = w.id and v.version_number = w.current_version
            where w.organization_id = app.org_id() and w.id = ? and w.deleted_at is null""";
    private static final String OF_RUN = """
            select v.workflow_json, v.workflow_id, v.version_number from workflow_execution_logs l
            join workflow_versions v on v.organization_id = l.organization_id and v.workflow_id = l.workflow_id and v.version_number = l.version_number
            where l.organization_id = app.org_id() and l.id = ?""";
    private static final String STATUSES = """
            select step_index, status from workflow_execution_steps where organization_id = app.org_id() and execution_log_id = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StepTypes types;

    GraphService(JdbcClient jdbc, JsonMapper json, StepTypes types) {
        this.jdbc = jdbc;
        this.json = json;
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

    private record Found(UUID workflow, int version, WorkflowDocument document) {

        Flowchart drawn(StepTypes types, Map<Integer, String> statuses) {
            return Flowchart.of("workflow " + workflow + ", version " + version, document, types, statuses);
        }
    }

    private Found find(String sql, Object id) {
        return jdbc.sql(sql)
                .param(id)
                .query((row, _) -> new Found(row.getObject("workflow_id", UUID.class), row.getInt("version_number"),
                        WorkflowDocument.read(json.readTree(row.getString("workflow_json")))))
                .optional()
                .orElseThrow(ProblemException::notFound);
    }
}
