package dev.tenantry.automation.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The values that conditions and texts can name, by path. What nobody names is not loaded. */
public final class Scope {

    /** The records that a path may begin with, by their kinds. */
    public static final List<String> RECORDS = List.of("contact", "company", "opportunity", "lead");
    /** Whose those are that have an owner: the name by which the owner is told, to the kind of record. */
    public static final Map<String, String> OWNERS = Map.of("contactOwner", "contact", "opportunityOwner",
            "opportunity", "leadOwner", "lead");
    /**
     * Where the id of each of them may stand by which it is found, the first that has one wins. They lead one way, as each is looked up in
     * turn.
     */
    public static final Map<String, List<String>> IDS = Map.of("lead", List.of("trigger.leadId"), "opportunity",
            List.of("trigger.opportunityId", "lead.opportunityId"), "contact",
            List.of("trigger.contactId", "opportunity.contactId", "lead.contactId"), "company",
            List.of("trigger.companyId", "opportunity.companyId", "contact.companyId", "lead.companyId"));
    public static final String ORGANIZATION = "organization";
    /** What the steps before have come to, by their ids: {@code steps.call.result.taskId}. */
    public static final String STEPS = "steps";
    /** The workflow's variables, by their names. */
    public static final String VARIABLES = WorkflowDocument.VARIABLES;
    /** The instant at which the run has come to the step: one for all that the step asks. */
    public static final String NOW = "now";
    /** The day that this is in the organization's zone. */
    public static final String TODAY = "today";
    /** Where the path of a trigger's filter may begin: what the event itself says. */
    public static final List<String> EVENT_ROOTS = List.of("trigger", "event");

    private final Map<String, Supplier<JsonNode>> roots;
    private final Map<String, JsonNode> loaded = new HashMap<>();

    public Scope(Map<String, Supplier<JsonNode>> roots) {
        this.roots = Map.copyOf(roots);
    }

    /** Of values that are there. @param values an object */
    Scope(JsonNode values) {
        this(values.propertyStream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> value::getValue)));
    }

    /** The value at a path, {@code contact.name}; a missing node where there is none. */
    public JsonNode at(String path) {
        var names = path.split("\\.");
        var value = root(names[0]);
        for (var index = 1; index < names.length; index++) {
            value = value.isArray() ? element(value, names[index]) : value.path(names[index]);
        }
        return value;
    }

    /** From here on paths that begin so lead there. */
    public void state(String root, JsonNode value) {
        loaded.put(root, value);
    }

    /** The instant, where something has asked for it; a missing node where nothing has. */
    public JsonNode askedNow() {
        return loaded.getOrDefault(NOW, MissingNode.getInstance());
    }

    private JsonNode root(String name) {
        var known = loaded.get(name);
        if (known == null) {
            var supplier = roots.get(name);
            known = supplier == null ? MissingNode.getInstance() : supplier.get();
            loaded.put(name, known);
        }
        return known;
    }

    private static JsonNode element(JsonNode array, String index) {
        return index.length() <= 9 && index.chars().allMatch(Character::isDigit)
                ? array.path(Integer.parseInt(index))
                : MissingNode.getInstance();
    }

    /** {@code contact} of {@code contact.name}. */
    public static String rootOf(String path) {
        var dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
