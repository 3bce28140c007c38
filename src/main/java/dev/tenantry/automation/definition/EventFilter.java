package dev.tenantry.automation.definition;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What filters of events demand, wherever one stands: a workflow's trigger, its goal and a step that waits read and check them alike. */
@Component
public class EventFilter {

    private static final String FILTER = "filter";
    private static final String STEPS = "steps";

    private final Vocabulary vocabulary;

    EventFilter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * The filters of a document as it is authored, whatever that is, by where each stands: its trigger's, its goal's, and those of steps
     * that wait, {@code steps[2].config.filter}.
     */
    public static Map<String, JsonNode> of(JsonNode document) {
        var filters = new LinkedHashMap<String, JsonNode>();
        filters.put("trigger." + FILTER, document.path("trigger").path(FILTER));
        filters.put(Enrolment.NAME + ".goal." + FILTER, document.path(Enrolment.NAME).path("goal").path(FILTER));
        addOfSteps(document.path(STEPS), STEPS, filters);
        return filters;
    }

    private static void addOfSteps(JsonNode steps, String place, Map<String, JsonNode> filters) {
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.path(index);
            var at = place + "[" + index + "]";
            if (step.path("config").has("event")) {
                filters.put(at + ".config." + FILTER, step.path("config").path(FILTER));
            }
            for (var block : Nesting.of(step)) {
                addOfSteps(block.steps(), at + block.path(), filters);
            }
        }
    }

    /** Its comparisons name what the event tells, and nothing else. @param faults stands where the filter is a property */
    public void check(Trigger trigger, Faults faults) {
        var names = vocabulary.of(trigger).under(Scope.EVENT_ROOTS);
        for (var index = 0; index < trigger.filter().size(); index++) {
            ComparisonRule.check(trigger.filter().get(index), names, faults.at(FILTER).at(index));
        }
    }
}
