package dev.tenantry.automation.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.block.ChildRuns;
import dev.tenantry.automation.block.PartedAction;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.run.DryRunResponse.DryStep;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** A run that is thought through: every step is prepared as it would be, and carried out only where it does nothing. */
final class DryRun {

    /** Characters of all that steps would do. */
    private static final int MOST = 1_000_000;

    /** Once there are so many, no further items and branches are tried. */
    private static final int MOST_STEPS = 1_000;

    private final RunScopes scopes;
    private final StepActions actions;
    private final Publisher publisher;
    private final Map<String, JsonNode> stated;
    private final List<DryStep> steps;
    /** Of the item or branch that it is for; null of the whole. */
    private final @Nullable String path;
    private final List<RunState.Done> done = new ArrayList<>();
    private Instant now;
    private int characters;
    private @Nullable String error;

    DryRun(RunScopes scopes, StepActions actions, Publisher publisher, Map<String, JsonNode> stated, Instant now) {
        this.scopes = scopes;
        this.actions = actions;
        this.publisher = publisher;
        this.stated = stated;
        this.now = now;
        this.steps = new ArrayList<>();
        this.path = null;
    }

    /** A part of a step. */
    private DryRun(DryRun whole, String path, Instant now) {
        this.scopes = whole.scopes;
        this.actions = whole.actions;
        this.publisher = whole.publisher;
        this.stated = whole.stated;
        this.steps = whole.steps;
        this.characters = whole.characters;
        this.path = path;
        this.now = now;
    }

    /** Steps only lead forward, so this has an end. @param start where the run begins */
    void through(RunState start) {
        var state = start;
        while (error == null && !state.isThrough()) {
            var next = step(state);
            state = state.at(next, done);
        }
    }

    List<DryStep> steps() {
        return steps;
    }

    /** When the run would be through. */
    Instant now() {
        return now;
    }

    /** Why the run would fail; null where it would not. */
    @Nullable
    String error() {
        return error;
    }

    private int step(RunState state) {
        var step = state.step();
        var run = scopes.stepRun(state, publisher, scopes.subjects(), Runnable::run, now);
        var action = actions.of(step);
        JsonNode prepared = null;
        Outcome outcome;
        try {
            prepared = action.prepare(run);
            outcome = outcome(action, run, prepared);
            characters += prepared.toString().length();
            if (characters > MOST) {
                outcome = Outcome.failedForGood("what the steps would do is too long to be shown");
            }
        } catch (ProblemException refusal) {
            outcome = Outcome.failedForGood(
                    refusal.errors().isEmpty() ? refusal.detail() : refusal.errors().getFirst().sentence());
        }
        var noted = steps.size();
        var next = note(step, action, prepared, unresolved(step, action, run.scope()), outcome);
        if (error == null && prepared != null && action instanceof PartedAction parted) {
            tryParts(state, parted, parted.parts(step, prepared), run.scope(), noted);
        }
        return next;
    }

    /** Tries the first ones, each like any run. @param noted where the step is told of that begins them */
    private void tryParts(RunState state, PartedAction action, List<ChildRuns.Part> parts, Scope scope, int noted) {
        var step = state.step();
        var begin = now;
        var errors = new ArrayList<String>();
        var count = 0;
        for (; count < Math.min(parts.size(), action.mostTried()) && steps.size() < MOST_STEPS; count++) {
            var part = parts.get(count);
            var place = (path == null ? "" : path + ".") + step.id() + "." + part.part();
            var tried = new DryRun(this, place, action.isSideBySide(step) ? begin : now);
            tried.through(state.within(part, scope.at(Scope.STEPS)));
            characters = tried.characters;
            now = tried.now.isAfter(now) ? tried.now : now;
            if (tried.error != null) {
                errors.add(place + ": " + tried.error);
            }
        }
        error = action.failsWith(step, parts.size(), errors.size()) ? "failed for " + errors.getFirst() : null;
        steps.set(noted, steps.get(noted).begun(parts.size() - count, error));
    }

    /** Of what acts, what the caller says that it comes to. */
    private Outcome outcome(StepAction action, StepRun run, JsonNode prepared) {
        return action instanceof LocalAction local && !local.writes()
                ? local.perform(run, prepared)
                : action.rehearsed(run, stated.getOrDefault(run.step().id(), JsonNodeFactory.instance.objectNode()));
    }

    private int note(Step step, StepAction action, @Nullable JsonNode prepared, Set<String> unresolved,
            Outcome outcome) {
        var next = step.next();
        JsonNode result = null;
        Instant until = null;
        switch (outcome) {
            case Outcome.Done reached -> {
                next = reached.next();
                result = reached.result();
                done.add(new RunState.Done(step.index(), reached.result(), List.of()));
            }
            case Outcome.Paused paused -> {
                now = paused.until() == null ? now.plus(paused.duration()) : paused.until();
                until = now;
            }
            case Outcome.Failed failed -> error = failed.error();
            case Outcome.Deferred deferred -> error = deferred.reason();
        }
        steps.add(new DryStep(path, step.index(), step.id(), step.type(), step.name(),
                isEvaluated(action), prepared, unresolved, until, result,
                error != null || next >= step.places().end() ? null : step.places().at(next), error, null));
        return next;
    }

    private static Set<String> unresolved(Step step, StepAction action, Scope scope) {
        var named = new TreeSet<String>();
        addPlaceholders(step.config(), named);
        if (isEvaluated(action)) {
            addCompared(step.config(), named);
        }
        named.removeIf(path -> !scope.at(path).isMissingNode() && !scope.at(path).isNull());
        return named;
    }

    private static void addPlaceholders(JsonNode tree, Set<String> named) {
        if (tree.isString()) {
            named.addAll(Template.outerPaths(tree.asString()));
        } else {
            tree.forEach(child -> addPlaceholders(child, named));
        }
    }

    /** Whether there is one is what {@code exists} asks. */
    private static void addCompared(JsonNode tree, Set<String> named) {
        if (tree.has("operator") && !tree.path("operator").asString("").equals("exists")) {
            named.add(tree.path("field").asString());
        }
        tree.forEach(child -> addCompared(child, named));
    }

    /** What only decides or remembers is carried out; of what acts it is told. */
    private static boolean isEvaluated(StepAction action) {
        return action instanceof LocalAction local && !local.writes();
    }
}
