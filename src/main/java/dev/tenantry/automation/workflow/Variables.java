package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.vault.TenantSecrets;

/** What a workflow's variables mean to what it says and does. In the transaction of whoever asks. */
@Component
class Variables {

    private static final String NAMED = """
            select exists (select from workflow_versions v
                join workflow_definitions w on w.organization_id = v.organization_id and w.id = v.workflow_id
                where v.organization_id = app.org_id() and v.workflow_id = ? and v.workflow_json::text ~ ?
                  and (v.version_number = w.current_version or exists (select from workflow_execution_logs l
                      where l.organization_id = app.org_id() and l.workflow_id = v.workflow_id and l.version_number = v.version_number
                        and l.execution_end is null offset 0)))""";

    /** Of a workflow. */
    static final int MOST = 50;

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TenantSecrets secrets;

    Variables(EntityManager entities, JdbcClient jdbc, TenantSecrets secrets) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** @throws ProblemException 422 with the position of each fault */
    void demandValid(List<VariableRequest> requests) {
        var faults = new ArrayList<FieldError>();
        var names = new HashSet<String>();
        for (var index = 0; index < requests.size(); index++) {
            var place = "variables[" + index + "].";
            requests.get(index)
                    .faults()
                    .forEach(fault -> faults.add(new FieldError(place + fault.field(), fault.code(), fault.message())));
            if (!names.add(requests.get(index).name())) {
                faults.add(new FieldError(place + "name", "not-unique", "a variable before has this name"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /** Makes a workflow's first ones, which are valid. */
    void add(UUID workflow, List<VariableRequest> requests) {
        for (var request : requests) {
            var variable = new WorkflowVariable(Ids.next(), workflow, request);
            seal(variable, request.value());
            entities.persist(variable);
        }
    }

    /** Keeps what a secret says. @param value null where that stays as it is */
    void seal(WorkflowVariable variable, @Nullable JsonNode value) {
        if (variable.getType() == VariableType.SECRET && value != null) {
            variable.seal(secrets.seal(WorkflowVariable.purpose(variable.getId()), new Secret(value.asString())));
        }
    }

    Map<String, VariableType> types(UUID workflow) {
        var types = new TreeMap<String, VariableType>();
        all(workflow).forEach(variable -> types.put(variable.getName(), variable.getType()));
        return types;
    }

    /** @throws ProblemException 409 that names those that are required and have no value */
    void demandValues(UUID workflow) {
        var lacking = all(workflow).stream()
                .filter(variable -> variable.isRequired() && !variable.isSet())
                .map(variable -> new FieldError("variables." + variable.getName(), "required",
                        "an active workflow needs a value of the variable " + variable.getName()))
                .toList();
        if (!lacking.isEmpty()) {
            throw ProblemException.of(ProblemType.CONFLICT, lacking.getFirst().message(), lacking);
        }
    }

    /** Whether the workflow names it, or a version that a run is under way with. A text that looks like its name counts, too. */
    boolean isNamed(UUID workflow, String name) {
        return jdbc.sql(NAMED)
                .params(workflow, "(variables|secrets)\\." + name + "\\M|\"variable\": \"" + name + "\"")
                .query(Boolean.class)
                .single();
    }

    List<WorkflowVariable> all(UUID workflow) {
        return entities
                .createQuery("select v from WorkflowVariable v where v.workflowId = :workflow order by v.name",
                        WorkflowVariable.class)
                .setParameter("workflow", workflow)
                .getResultList();
    }
}
