package dev.tenantry.automation.run;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.SegmentNotes.QueueNote;
import dev.tenantry.automation.run.SegmentNotes.RunNote;
import dev.tenantry.automation.run.SegmentNotes.StepNote;
import dev.tenantry.automation.step.Outcome;

/** A run on its way through a segment: where it stands in memory, and what is to be noted of it. */
final class SegmentRun {

    private final Claim claim;
    private final RunState state;
    private final List<StepNote> notes = new ArrayList<>();
    private final List<RunState.Done> done = new ArrayList<>();
    private int step;
    private boolean isLeft;

    SegmentRun(Claim claim, RunState state) {
        this.claim = claim;
        this.state = state;
        this.step = state.stepIndex();
    }

    Claim claim() {
        return claim;
    }

    /** As it was found, at the step that it has come to. */
    RunState state() {
        return state.at(step, done);
    }

    Step step() {
        return state.document().steps().get(step);
    }

    boolean hasEnded() {
        return step >= state.document().steps().size();
    }

    /** Whether it goes on in this segment. */
    boolean isGoing() {
        return !isLeft && !hasEnded();
    }

    /** What it has come to is not for a segment. */
    void leave() {
        isLeft = true;
    }

    boolean isLeft() {
        return isLeft;
    }

    void succeeded(JsonNode config, Outcome.Done outcome, Subjects subjects) {
        var current = step();
        subjects.addNamedIn(outcome.result());
        done.add(new RunState.Done(current.index(), outcome.result(), List.of(subjects.toArray())));
        notes.add(new StepNote(claim.runId(), current.index(), current.type(), config.toString(),
                RunStore.idempotencyKey(claim.runId(), current.index()), outcome.result().toString(),
                String.join("\n", subjects.toArray())));
        step = outcome.next();
    }

    List<StepNote> stepNotes() {
        return notes;
    }

    /** Null where nothing has been done. */
    @Nullable
    RunNote runNote() {
        if (notes.isEmpty()) {
            return null;
        }
        return hasEnded()
                ? new RunNote(claim.runId(), RunStatus.SUCCEEDED, state.stepIndex() == 0 ? notes.size() : null,
                        notes.getLast().index())
                : new RunNote(claim.runId(), RunStatus.RUNNING, null, null);
    }

    QueueNote queueNote() {
        return new QueueNote(claim.runId(), hasEnded() ? null : step);
    }
}
