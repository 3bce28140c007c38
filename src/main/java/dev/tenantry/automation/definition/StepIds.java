package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ids of a document's steps, unique in all of it; here of those that are carried out one after the other, and lead to one another. What is authored stays; a step without one is called by its place, {@code step-0}, or by the
 * next number that is free. So ids stay where what was read is changed and sent back, and where the same is sent again.
 */
public final class StepIds {

    /** Where the run ends, as references name it: no step is called so. */
    public static final String END = "end";
    /** What a reference leads to that leads nowhere. */
    static final int NOWHERE = -1;

    private static final String ID = "id";
    private static final String PREFIX = "step-";

    private final List<String> ids;
    private final Map<String, Integer> places = new HashMap<>();

    private StepIds(List<String> ids) {
        this.ids = ids;
        for (var index = ids.size() - 1; index >= 0; index--) {
            places.put(ids.get(index), index);
        }
        places.put(END, ids.size());
    }

    /** The ids that are taken, those of steps within steps included. */
    static Map<String, Integer> taken(JsonNode steps, Map<String, Integer> taken) {
        for (var step : steps) {
            taken.merge(step.path(ID).asString(""), 1, Integer::sum);
            Nesting.of(step).forEach(block -> taken(block.steps(), taken));
        }
        return taken;
    }

    /** Of a whole document's steps. */
    static StepIds of(JsonNode steps) {
        return of(steps, taken(steps, new HashMap<>()));
    }

    /** @param taken in the whole document; those that are given are added */
    static StepIds of(JsonNode steps, Map<String, Integer> taken) {
        var ids = new ArrayList<String>();
        for (var step : steps) {
            var id = step.path(ID).asString("");
            for (var number = ids.size(); id.isEmpty(); number++) {
                id = taken.putIfAbsent(PREFIX + number, 1) == null ? PREFIX + number : "";
            }
            ids.add(id);
        }
        return new StepIds(ids);
    }

    /** Gives each step that has none its id, unless there are so many that they are refused. @param steps as somebody sends them, whatever that is */
    public static void addMissing(@Nullable JsonNode steps) {
        if (steps != null && Nesting.count(steps) <= DocumentSize.MOST_STEPS) {
            addMissing(steps, taken(steps, new HashMap<>()));
        }
    }

    private static void addMissing(JsonNode steps, Map<String, Integer> taken) {
        var ids = of(steps, taken);
        for (var index = 0; index < steps.size(); index++) {
            if (steps.path(index) instanceof ObjectNode step && !step.has(ID)) {
                step.put(ID, ids.at(index));
            }
            Nesting.of(steps.path(index)).forEach(block -> addMissing(block.steps(), taken));
        }
    }

    public String at(int index) {
        return ids.get(index);
    }

    /** What a step can lead to: those behind it, and the end. */
    List<String> behind(int index) {
        return Stream.concat(ids.stream().skip(index + 1L), Stream.of(END)).toList();
    }

    /** Where the run ends. */
    public int end() {
        return ids.size();
    }

    /** @param reference an id or an index @return {@link #NOWHERE} where no step is called so */
    int indexOf(JsonNode reference, int otherwise) {
        return reference.isString()
                ? places.getOrDefault(reference.asString(), NOWHERE)
                : reference.asInt(otherwise);
    }
}
