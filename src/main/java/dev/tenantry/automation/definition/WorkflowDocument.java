package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a version of a workflow says: when it starts, and its steps in order; or, of steps within one of them, just those.
 *
 * @param enrolment which of the starts that the trigger asks for there are to be
 * @param variables what the workflow's variables were when it was saved
 * @param place     where the steps stand
 */
public record WorkflowDocument(
        Trigger trigger,
        Enrolment enrolment,
        List<Step> steps,
        Map<String, VariableType> variables,
        Place place) {

    /** Where a document has its variables, and where paths to them begin. */
    public static final String VARIABLES = "variables";

    /** Reads a document that the schema has accepted. */
    public static WorkflowDocument read(JsonNode document) {
        var variables = new TreeMap<String, VariableType>();
        document.path(VARIABLES).forEachEntry((name, type) -> variables.put(name, VariableType.of(type.asString())));
        var taken = StepIds.taken(document.path("steps"), new HashMap<>());
        var whole = new WorkflowDocument(Trigger.read(document.path("trigger")),
                Enrolment.read(document.path(Enrolment.NAME)), steps(document.path("steps"), taken, variables),
                variables, new Place(Place.WHOLE, null, null));
        whole.readInner(taken);
        return whole;
    }

    private static List<Step> steps(JsonNode authored, Map<String, Integer> taken,
            Map<String, VariableType> variables) {
        var steps = new ArrayList<Step>();
        var places = StepIds.of(authored, taken);
        for (var step : authored) {
            steps.add(Step.read(steps.size(), step, places, variables));
        }
        return List.copyOf(steps);
    }

    private void readInner(Map<String, Integer> taken) {
        for (var step : steps) {
            for (var block : Nesting.of(step.type(), step.config())) {
                var inner = new WorkflowDocument(trigger, enrolment, steps(block.steps(), taken, variables), variables,
                        new Place(place.block() + "/" + step.index() + "/" + String.join("/", block.place()), this,
                                step));
                place.inner().add(inner);
                inner.readInner(taken);
            }
        }
    }

    /** The steps that stand there, {@code steps/2/config/steps}. @throws IllegalArgumentException where none do */
    public WorkflowDocument at(String block) {
        if (place.block().equals(block)) {
            return this;
        }
        return place.inner()
                .stream()
                .filter(inner -> (block + "/").startsWith(inner.place.block() + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no steps at " + block))
                .at(block);
    }

    /** Where they stand in the version's document: {@code steps/2/config/steps}. */
    public String block() {
        return place.block();
    }

    /** The one of that id, of these alone. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /**
     * The steps at the same place of another document: within the steps of the same ids and types, wherever those stand. Empty where there
     * are none.
     *
     * @param whole the other document, from its beginning
     */
    public Optional<WorkflowDocument> in(WorkflowDocument whole) {
        var outer = place.outer();
        var around = place.step();
        if (outer == null || around == null) {
            return Optional.of(whole);
        }
        var inner = place.block().substring((outer.block() + "/" + around.index()).length());
        return outer.in(whole)
                .flatMap(others -> others.step(around.id())
                        .filter(same -> same.type().equals(around.type()))
                        .flatMap(same -> others.within(same)
                                .stream()
                                .filter(block -> block.block().equals(others.block() + "/" + same.index() + inner))
                                .findFirst()));
    }

    /** Those around; null where this is the whole. */
    public @Nullable WorkflowDocument outer() {
        return place.outer();
    }

    /** The step that these are within; null where this is the whole. */
    public @Nullable Step around() {
        return place.step();
    }

    /** What stands within a step, in order. */
    public List<WorkflowDocument> within(Step step) {
        return place.inner().stream().filter(inner -> inner.place.step() == step).toList();
    }

    /** What stands at a place within a step: {@code config}, {@code steps}. @throws IllegalArgumentException where no steps do */
    public WorkflowDocument within(Step step, List<String> inner) {
        return at(place.block() + "/" + step.index() + "/" + String.join("/", inner));
    }

    /** The steps that can have been carried out when one is come to: those around included. */
    List<Step> before(int index) {
        var before = new ArrayList<Step>();
        var outer = place.outer();
        if (outer != null && place.step() != null) {
            before.addAll(outer.before(place.step().index()));
        }
        before.addAll(steps.subList(0, index));
        return before;
    }
}
