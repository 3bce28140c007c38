package dev.tenantry.automation.workflow;

import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.StepIds;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.shared.web.SchemaResource;

/**
 * What a workflow is to be.
 *
 * @param trigger       {@code {"type":"manual"}} or {@code {"type":"event","event":"contact.created","filter":[…]}}
 * @param steps         in order; see the workflow's JSON Schema
 * @param enrolment     which of the starts that the trigger asks for there are to be
 * @param changeSummary what the version that this makes changes; where these stay, a PATCH with it is refused
 */
record WorkflowRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) @NotNull ObjectNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) @NotNull JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable ObjectNode enrolment,
        @Size(max = 500) @Nullable String changeSummary) {

    WorkflowRequest(Workflow workflow) {
        this(workflow.getName(), workflow.getDescription(), workflow.trigger(), workflow.getSteps(),
                workflow.enrolment(), null);
    }

    /** What it does, to be changed. */
    static WorkflowRequest copy(Workflow workflow) {
        var enrolment = workflow.enrolment();
        return new WorkflowRequest(workflow.getName(), workflow.getDescription(), workflow.trigger().deepCopy(),
                workflow.getSteps().deepCopy(), enrolment == null ? null : enrolment.deepCopy(), null);
    }

    /** The same workflow with what it did by an earlier version. */
    WorkflowRequest(Workflow workflow, WorkflowVersionResponse earlier, @Nullable String changeSummary) {
        this(workflow.getName(), workflow.getDescription(), (ObjectNode) earlier.workflowJson().path("trigger"),
                earlier.workflowJson().path("steps"),
                earlier.workflowJson().path(Enrolment.NAME) instanceof ObjectNode enrolment ? enrolment : null,
                changeSummary == null ? "back to version " + earlier.versionNumber() : changeSummary);
    }

    /** The steps have ids from here on. */
    WorkflowRequest {
        StepIds.addMissing(steps);
    }

    /** @param variables the workflow's, by their names */
    ObjectNode document(Map<String, VariableType> variables) {
        var document = trigger.objectNode();
        variables.forEach(
                (variable, type) -> document.withObject(WorkflowDocument.VARIABLES).put(variable, type.toString()));
        document.set("trigger", trigger);
        if (enrolment != null) {
            document.set(Enrolment.NAME, enrolment);
        }
        document.set("steps", steps);
        return document;
    }
}
