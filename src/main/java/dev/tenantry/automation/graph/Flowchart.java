package dev.tenantry.automation.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.WorkflowDocument;

/**
 * The steps of a workflow and what follows what.
 *
 * @param source of what it is, {@code workflow 0192…, version 3}
 * @param nodes the trigger, the steps in their order and the end
 */
record Flowchart(String source, List<Node> nodes, List<Edge> edges) {

    private static final int LONGEST = 40;

    /** @param status what became of the step in a run; null where it did not come to it, or of no run is told */
    record Node(String title, String detail, @Nullable String status) {}

    /** @param label when it is followed; empty where always. The numbers are places among the nodes. */
    record Edge(int from, int to, String label) {}

    /** @param statuses of a run's steps, by their places */
    static Flowchart of(String source, WorkflowDocument document, StepTypes types, Map<Integer, String> statuses) {
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        var event = document.trigger().event();
        nodes.add(new Node("Start", event == null ? document.trigger().type().toString() : event, null));
        edges.add(new Edge(0, 1, ""));
        for (var step : document.steps()) {
            nodes.add(new Node(shown(step.name() == null ? step.id() : step.name()), step.type(),
                    statuses.get(step.index())));
            if (types.isBranching(step.type())) {
                edges.addAll(branches(step, types));
            } else {
                edges.add(edge(step, step.next(), ""));
            }
        }
        nodes.add(new Node("End", "", null));
        return new Flowchart(source, nodes, edges);
    }

    private static List<Edge> branches(Step step, StepTypes types) {
        var edges = new ArrayList<Edge>();
        var number = 1;
        for (var one : step.config().path("cases")) {
            edges.add(edge(step, step.target(one.path("goTo")), "case " + number++));
        }
        types.targets(step.type()).forEach(target -> edges.add(edge(step, step.target(target), label(target))));
        return edges.isEmpty() ? List.of(edge(step, step.places().end(), "")) : edges;
    }

    private static String label(String target) {
        return switch (target) {
            case "onTrue" -> "yes";
            case "onFalse" -> "no";
            default -> target;
        };
    }

    private static Edge edge(Step step, int to, String label) {
        return new Edge(step.index() + 1, to + 1, label);
    }

    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
