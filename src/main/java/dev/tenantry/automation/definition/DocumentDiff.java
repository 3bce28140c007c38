package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What differs between two documents of a workflow. A step is the same by its id, wherever it stands.
 *
 * @param document what differs outside of the steps, by paths such as {@code trigger.event}
 * @param added    steps that only the later document has, in its order
 * @param removed  steps that only the earlier one has, in its order
 * @param moved    steps that stand in another order among those that both have; as few as that takes
 * @param changed  steps that both have and that say something else
 */
public record DocumentDiff(
        List<Change> document,
        List<Placed> added,
        List<Placed> removed,
        List<Moved> moved,
        List<Changed> changed) {

    private static final String STEPS = "steps";

    /** A value that differs. @param before null where there was none @param after null where there is none */
    public record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}

    /** A step that one of the documents has. @param index its place there */
    public record Placed(String id, String type, @Nullable String name, int index) {}

    /** A step that stands elsewhere. The numbers are its places. */
    public record Moved(String id, int before, int after) {}

    /** A step that says something else. @param changes by paths in the step, such as {@code config.title} */
    public record Changed(String id, List<Change> changes) {}

    private record Located(int index, JsonNode step) {}

    public static DocumentDiff of(JsonNode before, JsonNode after) {
        var earlier = steps(before);
        var later = steps(after);
        var common = new LinkedHashSet<>(earlier.keySet());
        common.retainAll(later.keySet());
        var staying = staying(common.stream().toList(), later);
        return new DocumentDiff(around(before, after), without(later, common), without(earlier, common),
                common.stream()
                        .filter(id -> !staying.contains(id))
                        .map(id -> new Moved(id, at(earlier, id).index, at(later, id).index))
                        .toList(),
                common.stream()
                        .map(id -> new Changed(id, changes("", at(earlier, id).step, at(later, id).step)))
                        .filter(changed -> !changed.changes.isEmpty())
                        .toList());
    }

    private static Map<String, Located> steps(JsonNode document) {
        var located = new LinkedHashMap<String, Located>();
        var steps = document.path(STEPS);
        var ids = StepIds.of(steps);
        for (var index = 0; index < steps.size(); index++) {
            located.put(ids.at(index), new Located(index, steps.path(index)));
        }
        return located;
    }

    private static Located at(Map<String, Located> steps, String id) {
        var located = steps.get(id);
        if (located == null) {
            throw new IllegalArgumentException(id);
        }
        return located;
    }

    private static List<Placed> without(Map<String, Located> steps, Set<String> common) {
        return steps.entrySet()
                .stream()
                .filter(step -> !common.contains(step.getKey()))
                .map(step -> new Placed(step.getKey(), step.getValue().step.path("type").asString(""),
                        step.getValue().step.path("name").asString(null), step.getValue().index))
                .toList();
    }

    /** The most of them whose order is the same in both: a longest increasing subsequence. */
    private static Set<String> staying(List<String> common, Map<String, Located> later) {
        var longest = new int[common.size()];
        var previous = new int[common.size()];
        var last = -1;
        for (var index = 0; index < common.size(); index++) {
            previous[index] = -1;
            longest[index] = 1;
            for (var before = 0; before < index; before++) {
                if (at(later, common.get(before)).index < at(later, common.get(index)).index
                        && longest[before] >= longest[index]) {
                    longest[index] = longest[before] + 1;
                    previous[index] = before;
                }
            }
            last = last < 0 || longest[index] > longest[last] ? index : last;
        }
        var staying = new LinkedHashSet<String>();
        for (; last >= 0; last = previous[last]) {
            staying.add(common.get(last));
        }
        return staying;
    }

    private static List<Change> around(JsonNode before, JsonNode after) {
        return changes("", withoutSteps(before), withoutSteps(after));
    }

    private static JsonNode withoutSteps(JsonNode document) {
        var rest = JsonNodeFactory.instance.objectNode();
        document.properties()
                .stream()
                .filter(property -> !property.getKey().equals(STEPS))
                .forEach(property -> rest.set(property.getKey(), property.getValue()));
        return rest;
    }

    private static List<Change> changes(String path, JsonNode before, JsonNode after) {
        var changes = new ArrayList<Change>();
        compare(path, before, after, changes);
        return changes;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> compare(path.isEmpty() ? name : path + "." + name, before.path(name),
                    after.path(name), changes));
        } else if (before.isArray() && after.isArray()) {
            for (var index = 0; index < Math.max(before.size(), after.size()); index++) {
                compare(path + "[" + index + "]", before.path(index), after.path(index), changes);
            }
        } else {
            changes.add(new Change(path, present(before), present(after)));
        }
    }

    private static @Nullable JsonNode present(JsonNode value) {
        return value.isMissingNode() ? null : value;
    }
}
