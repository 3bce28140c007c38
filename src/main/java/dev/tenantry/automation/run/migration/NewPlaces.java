package dev.tenantry.automation.run.migration;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.migration.RunTree.Node;

/** Where runs of one version stand in another one: at the steps of the same ids. */
final class NewPlaces {

    private final WorkflowDocument before;
    private final WorkflowDocument after;

    NewPlaces(WorkflowDocument before, WorkflowDocument after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Where a run stands.
     *
     * @param block where its steps stand
     * @param moved the places that are others there, of those that it has come to
     */
    record Placed(long run, String block, boolean isBlockMoved, SortedMap<Integer, Integer> moved) {}

    /** Why the run, with those within its steps, has no place there; empty where it has one. */
    Optional<String> objection(RunTree tree) {
        return tree.nodes().stream().map(this::objection).filter(Objects::nonNull).findFirst();
    }

    /** Where each of them stands. */
    List<Placed> of(RunTree tree) {
        return tree.nodes().stream().map(this::placed).toList();
    }

    /** The ids of the steps that stand before where they are there alone, so that they do not come to them any more. */
    Set<String> skipped(RunTree tree) {
        var skipped = new HashSet<String>();
        for (var node : tree.nodes()) {
            var next = node.next();
            if (next != null && node.hasBegun()) {
                var here = before.at(node.block());
                var there = there(here);
                there.steps()
                        .stream()
                        .limit(place(next, here, there))
                        .map(Step::id)
                        .filter(id -> here.step(id).filter(step -> step.index() < next).isEmpty())
                        .forEach(skipped::add);
            }
        }
        return skipped;
    }

    /** The steps that wait on as they began, whatever they are there, with the last time at which one's wait is over. */
    Map<String, Optional<Instant>> waiting(RunTree tree) {
        var waiting = new HashMap<String, Optional<Instant>>();
        tree.nodes()
                .stream()
                .filter(Node::isWaiting)
                .forEach(node -> waiting.merge(before.at(node.block()).steps().get(node.place()).id(),
                        Optional.ofNullable(node.until()), NewPlaces::later));
        return waiting;
    }

    static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private @Nullable String objection(Node run) {
        if (run.isLeased()) {
            return "a step is under way";
        }
        if (run.next() == null && !run.status().isEnd()) {
            return run.status() == RunStatus.PARKED ? "it is parked" : "it is being worked on";
        }
        var here = before.at(run.block());
        var there = here.in(after);
        if (there.isEmpty()) {
            return "the steps within the step " + Objects.requireNonNull(here.around()).id() + " are gone";
        }
        return places(run).filter(place -> place < here.steps().size())
                .mapToObj(place -> objection(here.steps().get(place), run, here, there.get()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Steps only lead forward: a run does not come to one again. */
    private static @Nullable String objection(Step step, Node run, WorkflowDocument here, WorkflowDocument there) {
        var same = there.step(step.id()).orElse(null);
        if (same == null) {
            return "the step " + step.id() + " is gone";
        }
        if (!same.type().equals(step.type())) {
            return "the step " + step.id() + " is no " + step.type() + " any more";
        }
        var comesLater = step.index() != run.place()
                && here.steps()
                        .stream()
                        .skip(run.place())
                        .findFirst()
                        .flatMap(current -> there.step(current.id()))
                        .filter(current -> current.index() < same.index())
                        .isPresent();
        return comesLater ? "the step " + step.id() + " comes later than the one where the run is" : null;
    }

    private Placed placed(Node run) {
        var here = before.at(run.block());
        var there = there(here);
        var moved = new TreeMap<Integer, Integer>();
        places(run).forEach(place -> {
            var now = place(place, here, there);
            if (now != place) {
                moved.put(place, now);
            }
        });
        return new Placed(run.id(), there.block(), !there.block().equals(here.block()), moved);
    }

    private WorkflowDocument there(WorkflowDocument here) {
        return here.in(after).orElseThrow();
    }

    private static int place(int place, WorkflowDocument here, WorkflowDocument there) {
        return place < here.steps().size()
                ? there.step(here.steps().get(place).id()).orElseThrow().index()
                : there.steps().size();
    }

    /** One that has not begun has come to none. */
    private static IntStream places(Node run) {
        return run.hasBegun()
                ? Stream.concat(run.reached().stream(), Stream.ofNullable(run.next()))
                        .mapToInt(place -> place)
                        .distinct()
                        .sorted()
                : IntStream.empty();
    }
}
