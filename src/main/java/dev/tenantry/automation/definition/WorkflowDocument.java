package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What a version of a workflow says: when it starts, and its steps in order.
 *
 * @param enrolment which of the starts that the trigger asks for there are to be
 * @param variables what the workflow's variables were when it was saved
 */
public record WorkflowDocument(
        Trigger trigger,
        Enrolment enrolment,
        List<Step> steps,
        Map<String, VariableType> variables) {

    /** Where a document has its variables, and where paths to them begin. */
    public static final String VARIABLES = "variables";

    /** Reads a document that the schema has accepted. */
    public static WorkflowDocument read(JsonNode document) {
        var variables = new TreeMap<String, VariableType>();
        document.path(VARIABLES).forEachEntry((name, type) -> variables.put(name, VariableType.of(type.asString())));
        var steps = new ArrayList<Step>();
        var places = StepIds.of(document.path("steps"));
        for (var step : document.path("steps")) {
            steps.add(Step.read(steps.size(), step, places, variables));
        }
        return new WorkflowDocument(Trigger.read(document.path("trigger")),
                Enrolment.read(document.path(Enrolment.NAME)), List.copyOf(steps), variables);
    }
}
