package dev.tenantry.automation.workflow;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Dependents;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/**
 * A workflow's variables. What they say decides what the workflow does in its publisher's name, so whoever changes one may do all of
 * that, too, and read what other workflows hand to it. Steps read them as they are when a run comes to them.
 */
@Service
@Transactional(readOnly = true)
class VariableService implements ListSource {

    private static final ListDefinition<WorkflowVariable> LISTING = ListDefinition.of(WorkflowVariable.class)
            .where("e.workflowId = :workflow")
            .field("name", String.class)
            .field("createdAt", Instant.class)
            .sortedBy("name")
            .build();

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final Variables variables;
    private final Rights rights;
    private final Dependents dependents;
    private final WorkflowMapper mapper;

    VariableService(RecordKernel kernel, Variables variables, Rights rights, Dependents dependents,
            WorkflowMapper mapper) {
        this.dependents = dependents;
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.variables = variables;
        this.rights = rights;
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return VariableResponse.class;
    }

    Page<VariableResponse> list(UUID workflow, ListRequest request) {
        live(entities.find(Workflow.class, workflow));
        return kernel.lists().list(LISTING, request, Map.of("workflow", workflow)).map(mapper::toResponse);
    }

    VariableResponse get(UUID workflow, String id) {
        live(entities.find(Workflow.class, workflow));
        return mapper.toResponse(of(workflow, id));
    }

    @Transactional
    VariableResponse create(UUID workflowId, VariableRequest request) {
        var workflow = locked(workflowId);
        request.demandValid();
        if (variables.all(workflowId).size() >= Variables.MOST) {
            throw ProblemException.conflict("a workflow has at most " + Variables.MOST + " variables");
        }
        var variable = new WorkflowVariable(Ids.next(), workflowId, request);
        entities.persist(variable);
        return written(workflow, variable, request.value());
    }

    @Transactional
    VariableResponse replace(UUID workflowId, String id, VariableRequest request, IfMatch ifMatch) {
        var workflow = locked(workflowId);
        return change(workflow, matching(workflowId, id, ifMatch), request);
    }

    @Transactional
    VariableResponse patch(UUID workflowId, String id, ObjectNode patch, IfMatch ifMatch) {
        var workflow = locked(workflowId);
        var variable = matching(workflowId, id, ifMatch);
        return change(workflow, variable, kernel.patches().apply(new VariableRequest(variable), patch));
    }

    @Transactional
    void delete(UUID workflowId, String id, IfMatch ifMatch) {
        locked(workflowId);
        var variable = matching(workflowId, id, ifMatch);
        demandUnnamed(variable);
        entities.remove(variable);
    }

    private VariableResponse change(Workflow workflow, WorkflowVariable variable, VariableRequest request) {
        request.demandValid();
        if (!variable.getName().equals(request.name()) || variable.getType() != request.type()) {
            demandUnnamed(variable);
        }
        if (request.value() == null && variable.isSealed()
                && !variable.getAllowedHosts().containsAll(request.hosts())) {
            throw ProblemException.invalid("value", "state-anew",
                    "there are hosts that the secret was not to be sent to, and must not be told the present one: state it");
        }
        variable.change(request);
        return written(workflow, variable, request.value());
    }

    private VariableResponse written(Workflow workflow, WorkflowVariable variable, @Nullable JsonNode value) {
        variables.seal(variable, value);
        if (variables.all(workflow.getId())
                .stream()
                .anyMatch(other -> other != variable && other.getName().equals(variable.getName()))) {
            throw ProblemException.duplicate("name", "the workflow has a variable of this name");
        }
        if (workflow.isActive()) {
            variables.demandValues(workflow.getId());
        }
        entities.flush();
        return mapper.toResponse(variable);
    }

    private void demandUnnamed(WorkflowVariable variable) {
        if (variables.isNamed(variable.getWorkflowId(), variable.getName())) {
            throw ProblemException
                    .conflict("the workflow, or a version of it that a run is under way with, names the variable "
                            + variable.getName());
        }
    }

    private WorkflowVariable matching(UUID workflow, String id, IfMatch ifMatch) {
        var variable = of(workflow, id);
        ifMatch.check(() -> mapper.toResponse(variable));
        return variable;
    }

    /** @param called its id or its name, which no id is */
    private WorkflowVariable of(UUID workflow, String called) {
        return variables.all(workflow)
                .stream()
                .filter(variable -> variable.getName().equals(called)
                        || variable.getId().toString().equalsIgnoreCase(called))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** Saved and activated by one after the other. */
    private Workflow locked(UUID id) {
        var workflow = live(entities.find(Workflow.class, id, LockModeType.PESSIMISTIC_WRITE));
        rights.demand(WorkflowDocument.read(new WorkflowRequest(workflow).document(Map.of())));
        dependents.demandToChangeVariables(id);
        dependents.demandToBeCalled(id);
        return workflow;
    }

    private static Workflow live(@Nullable Workflow workflow) {
        if (workflow == null || workflow.isTrashed()) {
            throw ProblemException.notFound();
        }
        return workflow;
    }
}
