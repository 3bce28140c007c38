package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.Subjects;
import dev.tenantry.automation.run.step.SegmentNotes.Pause;
import dev.tenantry.automation.run.step.SegmentNotes.PauseNote;
import dev.tenantry.automation.run.step.SegmentNotes.QueueNote;
import dev.tenantry.automation.run.step.SegmentNotes.RunNote;
import dev.tenantry.automation.run.step.SegmentNotes.StepNote;
import dev.tenantry.automation.step.Outcome;

/** A run on its way through a segment: where it stands in memory, and what is to be noted of it. */
final class SegmentRun {

    private final Claim claim;
    private final RunState state;
    private final List<StepNote> notes = new ArrayList<>();
    private final List<RunState.Done> done = new ArrayList<>();
    private int step;
    private boolean isLeft;
    private boolean hasResumed;
    private Outcome.@Nullable Paused pause;

    SegmentRun(Claim claim, RunState state) {
        this.claim = claim;
        this.state = state;
        this.step = state.stepIndex();
    }

    /** It has let time pass, and that is over. */
    void resume() {
        hasResumed = true;
        done.add(new RunState.Done(step, Outcome.object(), List.of()));
        step = step().next();
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
        return !isLeft && pause == null && !hasEnded();
    }

    /** Whether it goes on as soon as somebody has time. */
    boolean isUnderWay() {
        return pause == null && !hasEnded();
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
        subjects.addAll(outcome.found());
        subjects.addNamedIn(outcome.result());
        done.add(new RunState.Done(current.index(), outcome.result(), List.of(subjects.toArray())));
        note(config, outcome.result(), subjects, null);
        step = outcome.next();
    }

    void paused(JsonNode config, Outcome.Paused paused, Subjects subjects) {
        pause = paused;
        note(config, Outcome.object(), subjects, Pause.of(paused));
    }

    private void note(JsonNode config, JsonNode result, Subjects subjects, @Nullable Pause pause) {
        notes.add(new StepNote(claim.runId(), step().index(), step().type(), config.toString(),
                result.toString(),
                String.join("\n", subjects.toArray()), pause));
    }

    List<StepNote> stepNotes() {
        return notes;
    }

    /** The types of the steps that have succeeded. */
    List<String> succeeded() {
        return done.stream().map(one -> state.document().steps().get(one.step()).type()).toList();
    }

    /** Null where there is nothing to note of a pause that is over. */
    @Nullable
    PauseNote pauseNote() {
        return hasResumed ? new PauseNote(claim.runId(), state.stepIndex()) : null;
    }

    /** Null where nothing has been done. */
    @Nullable
    RunNote runNote() {
        if (done.isEmpty() && notes.isEmpty()) {
            return null;
        }
        if (pause != null) {
            return new RunNote(claim.runId(), RunStatus.WAITING, null, null, Pause.of(pause));
        }
        return hasEnded()
                ? new RunNote(claim.runId(), RunStatus.SUCCEEDED, state.stepIndex() == 0 ? done.size() : null,
                        done.getLast().step(), null)
                : new RunNote(claim.runId(), RunStatus.RUNNING, null, null, null);
    }

    /** Of one that is not written yet. */
    BegunNote begunNote(BegunRun begun) {
        var note = runNote();
        return new BegunNote(claim.runId(), begun.of(), note == null ? RunStatus.QUEUED : note.status(),
                hasEnded() ? done.size() : null, hasEnded() ? done.getLast().step() : null, hasEnded() ? null : step);
    }

    /** @param soon after which somebody looks anyway */
    QueueNote queueNote(Duration soon) {
        return new QueueNote(claim.runId(), hasEnded() ? null : step, pause == null ? null : Pause.of(pause),
                pause != null && pause.duration().compareTo(soon) < 0);
    }
}
