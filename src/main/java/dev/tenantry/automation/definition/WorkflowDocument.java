package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** What a version of a workflow says: when it starts, and its steps in order. */
public record WorkflowDocument(Trigger trigger, List<Step> steps) {

    /** Reads a document that the schema has accepted. */
    public static WorkflowDocument read(JsonNode document) {
        var steps = new ArrayList<Step>();
        var places = StepIds.of(document.path("steps"));
        for (var step : document.path("steps")) {
            steps.add(Step.read(steps.size(), step, places));
        }
        return new WorkflowDocument(Trigger.read(document.path("trigger")), List.copyOf(steps));
    }
}
