package dev.tenantry.automation.run.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.block.CarryingAction;
import dev.tenantry.automation.block.ChildRuns;
import dev.tenantry.automation.block.PartedAction;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.dryrun.DryRunResponse.DryStep;
import dev.tenantry.automation.run.step.Publisher;
import dev.tenantry.automation.run.step.RunState;
import dev.tenantry.automation.run.step.SegmentKernel;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.automation.step.StepAction;
import dev.tenantry.automation.step.StepRun;
import dev.tenantry.shared.problem.ProblemException;

/** A run that is thought through: every step is prepared as it would be, and carried out only where it does nothing. */
final class DryRun {

    /** Characters of all that steps would do, and come to. */
    private static final int MOST = 2_000_000;
    /** Once there are so many, no further ones of items, branches and other workflows are tried. */
    private static final int MOST_STEPS = 1_000;

    private final SegmentKernel kernel;
    private final TriedWorkflows workflows;
    private final Publisher publisher;
    private final Map<String, JsonNode> stated;
    private final List<DryStep> steps;
    private final Foresight foresight;
    /** Of the item, branch or other workflow that it is for; null of the whole. */
    private final @Nullable String path;
    /** How many automations stand before it. */
    private final int depth;
    private final List<RunState.Done> done = new ArrayList<>();
    private Instant now;
    private int characters;
    /** Whether it was not tried to its end, so that nothing is known of what it comes to. */
    private boolean isCut;
    private @Nullable String error;

    DryRun(SegmentKernel kernel, TriedWorkflows workflows, Publisher publisher, Map<String, JsonNode> stated,
            Foresight foresight, Instant now) {
        this.kernel = kernel;
        this.workflows = workflows;
        this.publisher = publisher;
        this.stated = stated;
        this.now = now;
        this.steps = new ArrayList<>();
        this.foresight = foresight;
        this.path = null;
        this.depth = 0;
    }

    /** A part of a step. @param stated of its steps */
    private DryRun(DryRun whole, String path, int depth, Map<String, JsonNode> stated, Instant now) {
        this.kernel = whole.kernel;
        this.workflows = whole.workflows;
        this.publisher = whole.publisher;
        this.stated = stated;
        this.steps = whole.steps;
        this.foresight = depth == whole.depth ? whole.foresight : whole.foresight.ofOther();
        this.characters = whole.characters;
        this.path = path;
        this.depth = depth;
        this.now = now;
    }

    /** Steps only lead forward, so this has an end. @param start where the run begins */
    void through(RunState start) {
        var state = start;
        while (error == null && !state.isThrough()) {
            if (path != null && steps.size() >= MOST_STEPS) {
                isCut = true;
                return;
            }
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
        var run = kernel.scopes().stepRun(state, publisher, kernel.scopes().subjects(), Runnable::run, now);
        var action = kernel.actions().of(step);
        JsonNode prepared = null;
        Outcome outcome;
        try {
            prepared = action.prepare(run);
            outcome = counted(outcome(action, run, prepared), prepared);
        } catch (ProblemException refusal) {
            outcome = Outcome.failedForGood(sentence(refusal));
        }
        var noted = steps.size();
        var next = note(state, action, prepared == null ? null : action.shown(prepared), run.scope(), outcome);
        if (error == null && prepared != null && action instanceof PartedAction parted) {
            tryParts(state, parted, parted.parts(step, prepared), run.scope(), noted);
        }
        if (error == null && prepared != null && action instanceof CarryingAction carrying
                && !stated.containsKey(step.id())) {
            carryOut(state, carrying, prepared, noted);
        }
        return next;
    }

    private Outcome counted(Outcome outcome, JsonNode prepared) {
        characters += prepared.toString().length();
        if (outcome instanceof Outcome.Done reached) {
            characters += reached.characters();
        }
        return characters > MOST ? Outcome.failedForGood("what the steps would do is too long to be shown") : outcome;
    }

    private static String sentence(ProblemException refusal) {
        return refusal.errors().isEmpty() ? refusal.detail() : refusal.errors().getFirst().sentence();
    }

    private String place(Step step) {
        return (path == null ? "" : path + ".") + step.id();
    }

    /** Tries the first ones, each like any run. @param noted where the step is told of that begins them */
    private void tryParts(RunState state, PartedAction action, List<ChildRuns.Part> parts, Scope scope, int noted) {
        var step = state.step();
        var begin = now;
        var errors = new ArrayList<String>();
        var count = 0;
        for (; count < Math.min(parts.size(), action.mostTried()) && steps.size() < MOST_STEPS; count++) {
            var part = parts.get(count);
            var place = place(step) + "." + part.part();
            var tried = new DryRun(this, place, depth, stated, action.isSideBySide(step) ? begin : now);
            tried.through(state.within(part, scope.at(Scope.STEPS)));
            characters = tried.characters;
            if (tried.isCut && tried.error == null) {
                break;
            }
            now = tried.now.isAfter(now) ? tried.now : now;
            if (tried.error != null) {
                errors.add(place(step) + "." + action.called(step, part.part()) + ": " + tried.error);
            }
        }
        isCut |= count < Math.min(parts.size(), action.mostTried());
        error = action.failsWith(step, parts.size(), errors.size()) ? "failed for " + errors.getFirst() : null;
        var told = steps.get(noted);
        steps.set(noted, told.begun(parts.size() - count, told.result(), error));
    }

    /** Tries the other workflow, as far as there is to be more. @param noted where the step is told of that begins it */
    private void carryOut(RunState state, CarryingAction action, JsonNode prepared, int noted) {
        var step = state.step();
        var tried = new DryRun(this, place(step), depth + 1, Map.of(), now);
        try {
            var other = workflows.carriedOut(action.workflow(step), state, tried.depth, action.input(prepared),
                    publisher.held());
            tried.through(other);
            characters = tried.characters;
            if (action.isAwaited(step)) {
                now = tried.now;
                error = tried.error == null ? null : "the other workflow: " + tried.error;
            }
        } catch (ProblemException refusal) {
            error = sentence(refusal);
        }
        var isOpen = action.isAwaited(step) && tried.isCut;
        isCut |= isOpen;
        var result = action.isAwaited(step)
                ? TriedResult.of(steps.stream().filter(one -> Objects.equals(one.path(), tried.path)).toList())
                : Outcome.object().put(TriedResult.STATUS, RunStatus.QUEUED.toString());
        done.set(done.size() - 1, new RunState.Done(step.index(), isOpen ? Outcome.object() : result, List.of()));
        steps.set(noted, steps.get(noted)
                .begun(tried.isCut ? 1 : 0, error == null && !isOpen ? result : null, error));
    }

    /** Of what acts, what the caller says that it comes to. */
    private Outcome outcome(StepAction action, StepRun run, JsonNode prepared) {
        if (isEvaluated(action)) {
            return ((LocalAction) action).perform(run, prepared);
        }
        var isStated = stated.containsKey(run.step().id());
        var objection = foresight.objection(action, run, prepared, isStated);
        return objection == null
                ? action.rehearsed(run, stated.getOrDefault(run.step().id(), JsonNodeFactory.instance.objectNode()))
                : Outcome.failedForGood(objection);
    }

    private int note(RunState state, StepAction action, @Nullable JsonNode prepared, Scope scope, Outcome outcome) {
        var step = state.step();
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
        steps.add(new DryStep(path, state.workflowId(), step.index(), step.id(), step.type(), step.name(),
                isEvaluated(action), prepared, Unresolved.of(step, isEvaluated(action), scope), until, result,
                error != null || next >= step.places().end() ? null : step.places().at(next), error, null));
        return next;
    }

    /** What only decides or remembers is carried out; of what acts it is told. */
    private static boolean isEvaluated(StepAction action) {
        return action instanceof LocalAction local && !local.writes();
    }
}
