package dev.tenantry.automation.run.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.step.LocalAction;
import dev.tenantry.automation.step.LocalAction.Prepared;
import dev.tenantry.automation.step.Outcome;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What runs of one publisher do in the database, in one transaction: the same step of all that have come to it at once, as
 * long as steps succeed. Whatever else becomes of a step is left to {@link StepRunner}, with nothing of it done.
 */
final class Segment {

    /** After which no further steps are begun: cancellations wait for the transaction, and so may others. */
    static final long LONGEST_NANOS = 200_000_000;

    private final SegmentKernel kernel;
    private final Consumer<@Nullable UUID> at;
    private final List<SegmentRun> runs = new ArrayList<>();
    private final Map<WorkflowDocument, Boolean> allowed = new IdentityHashMap<>();
    private final Map<WorkflowDocument, Set<String>> roots = new IdentityHashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> read = new HashSet<>();
    private Publisher publisher = Publisher.with(Set.of());
    /** Whether a run can begin to wait here: it has a place in the queue. */
    private boolean areQueued;

    Segment(SegmentKernel kernel) {
        this(kernel, _ -> {});
    }

    /** @param at told of which workflow a step is carried out, and null when none is any more */
    Segment(SegmentKernel kernel, Consumer<@Nullable UUID> at) {
        this.kernel = kernel;
        this.at = at;
    }

    /** Takes them as far as that goes, in the running transaction. @return those that were not somebody else's meanwhile */
    List<SegmentRun> carryOut(List<Claim> claims) {
        areQueued = true;
        publisher = Publisher.with(kernel.rights().of(claims.getFirst().userId()));
        kernel.reader().lockAll(claims).forEach(this::add);
        go(System.nanoTime() + LONGEST_NANOS);
        kernel.note(runs);
        return runs;
    }

    /**
     * Likewise of runs that are not written yet, and without noting anything of them. Others wait meanwhile, so that only what is quick is
     * done, and nothing about records that somebody is deleting: whoever does may wait for the transaction.
     *
     * @param end after which no step is begun
     */
    List<SegmentRun> begin(@Nullable UUID by, List<BegunRun> begun, long end) {
        publisher = Publisher.with(kernel.rights().of(by));
        begun.forEach(run -> add(run.claim(), run.state()));
        go(end);
        return runs;
    }

    private void add(Claim claim, RunState state) {
        var run = new SegmentRun(claim, state);
        runs.add(run);
        if (!isOrdinary(state)) {
            run.leave();
        } else if (state.begun() != null) {
            run.resume();
        }
    }

    private void go(long end) {
        load();
        advance(() -> System.nanoTime() < end);
        read.removeAll(kept);
        kernel.keep(read);
    }

    /** Nothing of its step has been done, or nothing is left to do. */
    private static boolean isToBegin(RunState state) {
        var begun = state.begun();
        return begun == null || begun.isOver();
    }

    private boolean isOrdinary(RunState state) {
        return !state.isPaused() && state.trashed() == null && !state.isThrough() && isToBegin(state)
                && (state.publication().scopes() == null
                        ? allowed.computeIfAbsent(state.document(), document -> isAllowed(document, publisher))
                        : isAllowed(state.document(), publisherOf(state)));
    }

    private boolean isAllowed(WorkflowDocument document, Publisher by) {
        return kernel.rights().objection(document, by.held()) == null;
    }

    private Publisher publisherOf(RunState state) {
        return publisher.within(state.publication());
    }

    /**
     * The records that the runs read, as far as their triggers name them. Whoever is about to delete one waits from here on, and not
     * this for them.
     */
    private void load() {
        var ids = new HashMap<String, Set<Long>>();
        for (var run : runs) {
            if (run.isGoing()) {
                var reads = roots.computeIfAbsent(run.state().document(), kernel.actions()::reads);
                kernel.scopes()
                        .named(run.state(), reads, publisherOf(run.state()).held())
                        .forEach((type, id) -> ids.computeIfAbsent(type, _ -> new HashSet<>()).add(id));
            }
        }
        ids.forEach((type, some) -> some.forEach(id -> kept.add(type + "/" + id)));
        keep();
        kernel.scopes().load(ids);
    }

    private void keep() {
        if (areQueued) {
            kernel.keep(kept);
        } else if (!kernel.areKept(kept)) {
            runs.forEach(SegmentRun::leave);
        }
    }

    /** At least one step of one run in the queue, or nothing would ever be done where that took so long to read. */
    private void advance(BooleanSupplier hasTime) {
        if (!areQueued && !hasTime.getAsBoolean()) {
            return;
        }
        do {
            var byStep = new IdentityHashMap<Step, List<SegmentRun>>();
            for (var run : runs) {
                if (run.isGoing()) {
                    byStep.computeIfAbsent(run.step(), _ -> new ArrayList<>()).add(run);
                }
            }
            if (byStep.isEmpty()) {
                return;
            }
            for (var each : byStep.entrySet()) {
                step(each.getKey(), each.getValue(), hasTime);
                if (!hasTime.getAsBoolean()) {
                    return;
                }
            }
        } while (hasTime.getAsBoolean());
    }

    private void step(Step step, List<SegmentRun> some, BooleanSupplier hasTime) {
        if (kernel.actions().of(step) instanceof LocalAction action && (areQueued || action.isQuick())) {
            at.accept(some.getFirst().state().workflowId());
            // What is in the queue holds up nobody but who ends one of the runs, who waits between steps.
            step(action, some, areQueued ? () -> true : hasTime);
            at.accept(null);
        } else {
            some.forEach(SegmentRun::leave);
        }
    }

    private void step(LocalAction action, List<SegmentRun> some, BooleanSupplier hasTime) {
        var subjects = new ArrayList<Subjects>();
        var going = new ArrayList<SegmentRun>();
        var prepared = new ArrayList<Prepared>();
        for (var run : some) {
            if (run != some.getFirst() && !hasTime.getAsBoolean()) {
                break;
            }
            var met = kernel.scopes().subjects();
            try {
                var stepRun = kernel.scopes().stepRun(run.state(), publisherOf(run.state()), met, run.claim()::during);
                var config = action.prepare(stepRun);
                met.addActedOn(config);
                prepared.add(new Prepared(stepRun, config));
                going.add(run);
                subjects.add(met);
            } catch (ProblemException _) {
                run.leave();
            }
        }
        if (!areQueued && !areKept(subjects)) {
            going.forEach(SegmentRun::leave);
            return;
        }
        var outcomes = ActingRights.call(held(going), () -> action.performAll(prepared, hasTime));
        for (var place = 0; place < outcomes.size(); place++) {
            var config = prepared.get(place).config();
            var met = subjects.get(place);
            switch (outcomes.get(place)) {
                case Outcome.Done done -> going.get(place).succeeded(config, done, met);
                case Outcome.Paused paused when areQueued -> going.get(place).paused(config, paused, met);
                case null, default -> {
                    going.get(place).leave();
                    continue;
                }
            }
            read.addAll(List.of(met.read()));
        }
    }

    /** What all of them may do: whoever may do more is looked at alone where that matters. */
    private Set<String> held(List<SegmentRun> going) {
        var held = new HashSet<>(publisher.held());
        going.forEach(run -> held.retainAll(publisherOf(run.state()).held()));
        return held;
    }

    /** What steps are about to be done to, or have read, and is not kept yet. */
    private boolean areKept(List<Subjects> subjects) {
        var others = new HashSet<String>();
        subjects.forEach(met -> others.addAll(met.records()));
        others.removeAll(kept);
        if (!kernel.areKept(others)) {
            return false;
        }
        kept.addAll(others);
        return true;
    }
}
