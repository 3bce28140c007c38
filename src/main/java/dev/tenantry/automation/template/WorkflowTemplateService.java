package dev.tenantry.automation.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.workflow.Authoring;
import dev.tenantry.automation.workflow.NewWorkflowRequest;
import dev.tenantry.automation.workflow.WorkflowResponse;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Templates, and the workflows that are made of them, which are their makers' from then on. */
@Service
@Transactional
class WorkflowTemplateService implements ListSource {

    private static final ListDefinition<WorkflowTemplate> LISTING = ListDefinition.of(WorkflowTemplate.class)
            .field("id", UUID.class)
            .text("name")
            .field("category", TemplateCategory.class)
            .field("builtIn", Boolean.class)
            .field("useCount", Integer.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .sortedBy("builtIn")
            .build();
    private static final String COUNT = """
            update workflow_templates set use_count = use_count + 1 where organization_id = app.org_id() and id = ?""";

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final BuiltInTemplates builtIn;
    private final Authoring authoring;
    private final WorkflowTemplateMapper mapper;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    WorkflowTemplateService(RecordKernel kernel, BuiltInTemplates builtIn, Authoring authoring,
            WorkflowTemplateMapper mapper,
            JdbcClient jdbc, JsonMapper json) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.builtIn = builtIn;
        this.authoring = authoring;
        this.mapper = mapper;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return WorkflowTemplateResponse.class;
    }

    Page<WorkflowTemplateResponse> list(ListRequest request) {
        builtIn.provide();
        return kernel.lists().list(LISTING, request).map(this::response);
    }

    WorkflowTemplateResponse get(UUID id) {
        return response(find(id, LockModeType.NONE));
    }

    /** @throws ProblemException 404 where there is no such workflow */
    WorkflowTemplateResponse create(WorkflowTemplateRequest request) {
        var workflow = authoring.authored(request.workflowId());
        var document = json.createObjectNode();
        document.set("trigger", workflow.trigger());
        document.set("steps", workflow.steps());
        if (workflow.enrolment() != null) {
            document.set(Enrolment.NAME, workflow.enrolment());
        }
        var variables = workflow.declared().stream().map(TemplateVariable::new).toList();
        var template = new WorkflowTemplate(Ids.next(), request, document, json.valueToTree(variables),
                TenantContext.currentUser());
        entities.persist(template);
        entities.flush();
        return response(template);
    }

    void delete(UUID id, IfMatch ifMatch) {
        var template = find(id, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(() -> response(template));
        if (template.isBuiltIn()) {
            throw ProblemException.conflict("every organization has this template");
        }
        entities.remove(template);
    }

    /**
     * What it names may be gone by now: the workflow warns of that, and is activated once it is set.
     *
     * @throws ProblemException 422 that names the variables that are lacking, unknown or of another type
     */
    WorkflowResponse use(UUID id, TemplateUse use) {
        var template = find(id, LockModeType.NONE);
        var variables = variables(template);
        demandValues(variables, use);
        var document = template.getTemplateJson().deepCopy();
        var created = authoring
                .createUnresolved(new NewWorkflowRequest(use.name() == null ? template.getName() : use.name(),
                        template.getDescription(), (ObjectNode) document.path("trigger"), document.path("steps"),
                        document.path(Enrolment.NAME) instanceof ObjectNode enrolment ? enrolment : null,
                        "made of the template " + template.getName(),
                        variables.stream().map(variable -> variable.with(use.values().get(variable.name()))).toList()));
        jdbc.sql(COUNT).param(id).update();
        return created;
    }

    private static void demandValues(List<TemplateVariable> variables, TemplateUse use) {
        var faults = new ArrayList<FieldError>();
        for (var variable : variables) {
            var place = "variables." + variable.name();
            var value = use.values().get(variable.name());
            if (variable.lacks(value)) {
                faults.add(new FieldError(place, "required", "the template needs a value of this"));
            }
            variable.with(value)
                    .faults()
                    .forEach(fault -> faults.add(new FieldError(place, fault.code(), fault.message())));
        }
        use.values()
                .keySet()
                .stream()
                .filter(name -> variables.stream().noneMatch(variable -> variable.name().equals(name)))
                .forEach(name -> faults
                        .add(new FieldError("variables." + name, "unknown", "the template has no such variable")));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private WorkflowTemplate find(UUID id, LockModeType lock) {
        builtIn.provide();
        var template = entities.find(WorkflowTemplate.class, id, lock);
        if (template == null) {
            throw ProblemException.notFound();
        }
        return template;
    }

    private WorkflowTemplateResponse response(WorkflowTemplate template) {
        return mapper.toResponse(template, variables(template));
    }

    private List<TemplateVariable> variables(WorkflowTemplate template) {
        return Stream.of(json.treeToValue(template.getVariables(), TemplateVariable[].class)).toList();
    }
}
