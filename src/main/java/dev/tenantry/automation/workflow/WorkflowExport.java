package dev.tenantry.automation.workflow;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.SchemaResource;

/**
 * A workflow as it is carried elsewhere, to another organization or into a repository: what was authored and nothing else. Ids
 * are in it where an author wrote one into a step; of secrets there is the name alone.
 *
 * @param format    what it is, and in which form: what is exported today can be imported for good
 * @param trigger   as of {@link WorkflowRequest}, and the steps and the enrolment, too
 * @param variables with their values, but for those of secrets
 */
record WorkflowExport(
        @NotNull Format format,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) @NotNull ObjectNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) @NotNull JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable ObjectNode enrolment,
        @Size(max = Variables.MOST) @Nullable List<@NotNull @Valid VariableRequest> variables) {

    /** The forms that there are. */
    enum Format {

        FIRST;

        @JsonValue
        @Override
        public String toString() {
            return "tenantry.workflow/1";
        }
    }

    WorkflowExport(Workflow workflow, List<WorkflowVariable> variables) {
        this(Format.FIRST, workflow.getName(), workflow.getDescription(), workflow.trigger().deepCopy(),
                workflow.getSteps().deepCopy(), workflow.enrolment() == null ? null : workflow.enrolment().deepCopy(),
                variables.stream().map(VariableRequest::new).toList());
    }

    NewWorkflowRequest workflow() {
        return new NewWorkflowRequest(name, description, trigger, steps, enrolment, "imported", variables);
    }
}
