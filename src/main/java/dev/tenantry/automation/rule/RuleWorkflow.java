package dev.tenantry.automation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparison;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.StepIds;
import dev.tenantry.automation.workflow.NewWorkflowRequest;

/**
 * The workflow that carries a rule out. What the event tells is asked by its trigger's filter, so that no run begins in vain; what is
 * asked of records by a condition step each, in front of the action.
 */
final class RuleWorkflow {

    /** As many as a filter has: where there are more, the filter has all, and is refused. */
    private static final int MOST = 20;
    private static final Set<String> COMPARISON = Set.of("field", "operator", "value", "expression");
    private static final List<String> TEXTS = List.of("field", "operator", "expression");
    private static final Pattern STEP = Pattern.compile("^steps\\[(\\d{1,3})](?:\\.config)?");
    private static final Pattern FILTER = Pattern.compile("^trigger\\.filter(?:\\[(\\d{1,3})])?");

    private final String name;
    private final String event;
    private final JsonNode conditions;
    private final JsonNode action;
    private final List<Integer> filtered = new ArrayList<>();
    private final List<Integer> asked = new ArrayList<>();

    RuleWorkflow(String name, String event, JsonNode conditions, JsonNode action) {
        this.name = name;
        this.event = event;
        this.conditions = conditions;
        this.action = action;
        for (var index = 0; index < conditions.size(); index++) {
            (conditions.size() <= MOST && isOfRecords(conditions.path(index)) ? asked : filtered).add(index);
        }
    }

    /** Tags that the filter names stand by their ids in the rule's conditions, too: they are the same nodes. */
    NewWorkflowRequest request() {
        var trigger = JsonNodeFactory.instance.objectNode().put("type", "event").put("event", event);
        var filter = trigger.putArray("filter");
        filtered.forEach(index -> filter.add(conditions.path(index)));
        var steps = JsonNodeFactory.instance.arrayNode();
        asked.forEach(index -> steps.add(condition(index)));
        return new NewWorkflowRequest(name, "carries out an automation", trigger, steps.add(action.deepCopy()), null,
                null, null);
    }

    private ObjectNode condition(int index) {
        var step = JsonNodeFactory.instance.objectNode()
                .put("type", "condition")
                .put("name", "conditions[" + index + "]");
        step.set("config", ((ObjectNode) conditions.path(index).deepCopy()).put("onFalse", StepIds.END));
        return step;
    }

    /** What is no comparison that means something is the filter's to refuse. */
    private static boolean isOfRecords(JsonNode condition) {
        if (!condition.isObject() || !COMPARISON.containsAll(condition.propertyNames())
                || TEXTS.stream().anyMatch(text -> condition.has(text) && !condition.path(text).isString())) {
            return false;
        }
        try {
            return !Scope.EVENT_ROOTS.containsAll(Comparison.read(condition).roots());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Where the rule says what stands there in the workflow. */
    String place(String inWorkflow) {
        var step = STEP.matcher(inWorkflow);
        if (step.find()) {
            var index = Integer.parseInt(step.group(1));
            return index < asked.size()
                    ? step.replaceFirst("conditions[" + asked.get(index) + "]")
                    : inWorkflow.replaceFirst("^steps\\[\\d+]", "action");
        }
        var filter = FILTER.matcher(inWorkflow);
        if (filter.find()) {
            return filter.replaceFirst(filter.group(1) == null
                    ? "conditions"
                    : "conditions[" + filtered.get(Integer.parseInt(filter.group(1))) + "]");
        }
        return inWorkflow.replaceFirst("^trigger\\.event", "event");
    }
}
