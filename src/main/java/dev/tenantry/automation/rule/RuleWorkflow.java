package dev.tenantry.automation.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
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
    /** In a text, where nothing is in front of it. */
    private static final Pattern PLACE = Pattern
            .compile(
                    "(?<![\\w.])(?:steps\\[\\d{1,3}](?:\\.config)?|trigger\\.filter(?:\\[\\d{1,3}])?|trigger\\.event)");
    private static final String CONDITIONS = "conditions";
    private static final String ACTION = "action";
    private static final String ID = "id";

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
        return new NewWorkflowRequest(name, "carries out an automation", trigger, steps.add(acting()), null, null,
                null);
    }

    private JsonNode acting() {
        var step = action.deepCopy();
        return step instanceof ObjectNode own && !own.has(ID) ? called(own, ACTION) : step;
    }

    /** As errors of runs call it, unless the action has a step within it that is called so. */
    private ObjectNode called(ObjectNode step, String id) {
        return action.findValuesAsString(ID).contains(id) ? step : step.put(ID, id);
    }

    private ObjectNode condition(int index) {
        var step = JsonNodeFactory.instance.objectNode()
                .put("type", "condition")
                .put("name", CONDITIONS + "[" + index + "]");
        step.set("config", ((ObjectNode) conditions.path(index).deepCopy()).put("onFalse", StepIds.END));
        return called(step, CONDITIONS + "-" + index);
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

    /** A text that names places of the workflow, with those of the rule. */
    String told(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(place(place.group())));
    }

    /** Where the rule says what stands there in the workflow. */
    String place(String inWorkflow) {
        var step = STEP.matcher(inWorkflow);
        if (step.find()) {
            var index = Integer.parseInt(step.group(1));
            return index < asked.size()
                    ? step.replaceFirst(CONDITIONS + "[" + asked.get(index) + "]")
                    : inWorkflow.replaceFirst("^steps\\[\\d+]", ACTION);
        }
        var filter = FILTER.matcher(inWorkflow);
        if (filter.find()) {
            var index = filter.group(1) == null ? -1 : Integer.parseInt(filter.group(1));
            return index >= filtered.size()
                    ? inWorkflow
                    : filter.replaceFirst(CONDITIONS + (index < 0 ? "" : "[" + filtered.get(index) + "]"));
        }
        return inWorkflow.replaceFirst("^trigger\\.event", "event");
    }
}
