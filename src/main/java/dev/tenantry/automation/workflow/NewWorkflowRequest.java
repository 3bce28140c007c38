package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.StepIds;
import dev.tenantry.automation.definition.VariableType;
import dev.tenantry.shared.web.SchemaResource;

/**
 * A workflow that is to be, with the variables that it names.
 *
 * @param trigger   as of {@link WorkflowRequest}, and the steps and the enrolment, too
 * @param variables which are written under {@code /variables} from then on
 */
public record NewWorkflowRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 2000) @Nullable String description,
        @SchemaResource(value = WorkflowSchema.TRIGGER, prefix = WorkflowSchema.PREFIX) @NotNull ObjectNode trigger,
        @SchemaResource(value = WorkflowSchema.STEPS, prefix = WorkflowSchema.PREFIX) @NotNull JsonNode steps,
        @SchemaResource(value = WorkflowSchema.ENROLMENT, prefix = WorkflowSchema.PREFIX) @Nullable ObjectNode enrolment,
        @Size(max = 500) @Nullable String changeSummary,
        @Size(max = Variables.MOST) @Nullable List<@NotNull @Valid VariableRequest> variables) {

    public NewWorkflowRequest {
        StepIds.addMissing(steps);
    }

    WorkflowRequest workflow() {
        return new WorkflowRequest(name, description, trigger, steps, enrolment, changeSummary);
    }

    /** None where it has none. */
    public List<VariableRequest> declared() {
        return variables == null ? List.of() : variables;
    }

    /** The variables' types by their names. */
    Map<String, VariableType> types() {
        var types = new TreeMap<String, VariableType>();
        declared().forEach(variable -> types.put(variable.name(), variable.type()));
        return types;
    }
}
