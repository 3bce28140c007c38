package dev.tenantry.automation.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Nesting;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.WorkflowDocument;

/**
 * The steps of a workflow and what follows what.
 *
 * @param source of what it is, {@code workflow 0192…, version 3}
 * @param nodes the trigger, the steps in their order, those within one right behind it, and where they end
 * @param blocks those around come first
 */
record Flowchart(String source, List<Node> nodes, List<Edge> edges, List<Block> blocks) {

    private static final int LONGEST = 40;

    /**
     * @param status what became of the step in a run; null where it did not come to it, or of no run is told
     * @param depth  how many blocks it is within
     */
    record Node(String title, String detail, @Nullable String status, int depth) {}

    /** @param label when it is followed; empty where always. The numbers are places among the nodes. */
    record Edge(int from, int to, String label) {}

    /** Steps within a step, for each item or as a branch: from one place to another one, both included. */
    record Block(String title, int first, int last, int depth) {}

    /** @param statuses of the steps in a run, by where they stand and their places there */
    static Flowchart of(String source, WorkflowDocument document, StepTypes types,
            Map<String, Map<Integer, String>> statuses) {
        return new Drawing(types).of(source, document, statuses);
    }

    private static final class Drawing {

        private final StepTypes types;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private final Map<Step, Integer> places = new IdentityHashMap<>();
        private final Map<WorkflowDocument, Integer> ends = new IdentityHashMap<>();

        Drawing(StepTypes types) {
            this.types = types;
        }

        Flowchart of(String source, WorkflowDocument document, Map<String, Map<Integer, String>> statuses) {
            var event = document.trigger().event();
            nodes.add(new Node("Start", event == null ? document.trigger().type().toString() : event, null, 0));
            edges.add(new Edge(0, 1, ""));
            addNodes(document, statuses, 0);
            addEdges(document);
            return new Flowchart(source, nodes, edges, blocks);
        }

        private void addNodes(WorkflowDocument document, Map<String, Map<Integer, String>> statuses, int depth) {
            var own = statuses.getOrDefault(document.block(), Map.of());
            for (var step : document.steps()) {
                places.put(step, nodes.size());
                nodes.add(new Node(shown(step.name() == null ? step.id() : step.name()), step.type(),
                        own.get(step.index()), depth));
                for (var inner : document.within(step)) {
                    var first = nodes.size();
                    var place = blocks.size();
                    var title = title(step, document.within(step).indexOf(inner));
                    addNodes(inner, statuses, depth + 1);
                    blocks.add(place, new Block(title, first, nodes.size() - 1, depth + 1));
                }
            }
            ends.put(document, nodes.size());
            nodes.add(new Node("End", "", null, depth));
        }

        private void addEdges(WorkflowDocument document) {
            for (var step : document.steps()) {
                if (types.isBranching(step.type())) {
                    addBranches(document, step);
                } else {
                    add(document, step, step.next(), "");
                    types.targets(step.type())
                            .stream()
                            .filter(step.config()::has)
                            .forEach(target -> add(document, step, step.target(target), target));
                }
                for (var inner : document.within(step)) {
                    edges.add(new Edge(place(step), place(inner.steps().getFirst()), ""));
                    addEdges(inner);
                }
            }
        }

        private void addBranches(WorkflowDocument document, Step step) {
            var number = 1;
            for (var one : step.config().path("cases")) {
                add(document, step, step.target(one.path("goTo")), "case " + number++);
            }
            var targets = types.targets(step.type());
            targets.forEach(target -> add(document, step, step.target(target), label(target)));
            if (targets.isEmpty()) {
                add(document, step, step.places().end(), "");
            }
        }

        private void add(WorkflowDocument document, Step step, int to, String label) {
            var target = to < document.steps().size()
                    ? place(document.steps().get(to))
                    : ends.getOrDefault(document, nodes.size() - 1);
            edges.add(new Edge(place(step), target, label));
        }

        private int place(Step step) {
            return places.getOrDefault(step, 0);
        }
    }

    private static String title(Step step, int number) {
        return step.type().equals(Nesting.FOR_EACH)
                ? "each " + step.config().path("as").asString(Nesting.ITEM)
                : step.config().path("branches").path(number).path("name").asString("branch " + number);
    }

    private static String label(String target) {
        return switch (target) {
            case "onTrue" -> "yes";
            case "onFalse" -> "no";
            default -> target;
        };
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
