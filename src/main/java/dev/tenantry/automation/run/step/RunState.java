package dev.tenantry.automation.run.step;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.block.ChildRuns;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Publication;
import dev.tenantry.automation.run.RunStatus;
import dev.tenantry.automation.run.StepStatus;

/**
 * Where a run stands, read under the lock that its writes need.
 *
 * @param epoch       of whoever has claimed it
 * @param status      of the run
 * @param publication with whose rights it acts
 * @param attempt     how many attempts at the step have failed
 * @param isPaused    whether it, or its workflow's or organization's work, is to wait
 * @param trashed     what is in the trash, so that it ends: {@code the workflow}; null where nothing is
 * @param triggerData the values that texts and conditions find under {@code trigger} and {@code event}
 * @param begun       what is kept of earlier attempts at the step
 * @param earlier     the run whose external steps count as this one's, too: it does that one again
 * @param done        what the current transaction has carried out, and not written yet
 * @param part        of which other runs it is one
 */
public record RunState(
        long runId,
        long epoch,
        RunStatus status,
        Publication publication,
        UUID workflowId,
        String workflowName,
        WorkflowDocument document,
        int stepIndex,
        int attempt,
        boolean isPaused,
        @Nullable String trashed,
        JsonNode triggerData,
        @Nullable Begun begun,
        @Nullable Long earlier,
        List<Done> done,
        Part part) {

    public RunState {
        done = List.copyOf(done);
    }

    /**
     * A step that was begun.
     *
     * @param prepared what exactly is to be done; null where no attempt has got so far
     * @param isKnown  whether anybody has told what came of the last attempt
     * @param pause    what is left of it; zero where it is over, or the step is none
     */
    public record Begun(@Nullable JsonNode prepared, StepStatus status, boolean isKnown, Duration pause) {

        boolean isPaused() {
            return status == StepStatus.WAITING;
        }

        boolean isOver() {
            return isPaused() && pause.isZero();
        }
    }

    /** A step that has succeeded. @param subjects whose texts may be in its result */
    public record Done(int step, JsonNode result, List<String> subjects) {}

    /**
     * Of which other runs a run is a part.
     *
     * @param parent    whose step waits for it; null where none does
     * @param ancestors those that it shares a document with, the whole first: it names what they have come to
     * @param locals    what it names besides, such as the item that it is for
     * @param results   of the steps around that have not been carried out but tried, by their ids
     */
    public record Part(@Nullable Long parent, List<Long> ancestors, JsonNode locals, JsonNode results) {

        public static final Part WHOLE = tried(JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode());

        Part(@Nullable Long parent, List<Long> ancestors, JsonNode locals) {
            this(parent, ancestors, locals, JsonNodeFactory.instance.objectNode());
        }

        static Part tried(JsonNode locals, JsonNode results) {
            return new Part(null, List.of(), locals, results);
        }

        List<Long> parents() {
            return parent == null ? List.of() : List.of(parent);
        }
    }

    /** What the run itself and those around it carry out, by their ids, the whole first. */
    SequencedMap<Long, WorkflowDocument> documents() {
        var documents = new LinkedHashMap<Long, WorkflowDocument>();
        documents.put(runId, document);
        var outer = document.outer();
        for (var ancestor : part.ancestors().reversed()) {
            documents.putFirst(ancestor, Objects.requireNonNull(outer));
            outer = outer.outer();
        }
        return documents;
    }

    /** Whether there can be results of steps in the database. */
    boolean hasHistory() {
        return !part.ancestors().isEmpty() || (done.isEmpty() ? stepIndex : done.getFirst().step()) > 0;
    }

    /** The same run, come to a step that was not begun. @param carriedOut by the current transaction */
    public RunState at(int step, List<Done> carriedOut) {
        return step == stepIndex
                ? this
                : new RunState(runId, epoch, status, publication, workflowId, workflowName, document, step, 0, isPaused,
                        trashed,
                        triggerData, null, earlier, carriedOut, part);
    }

    /** A part of the step that it is at, as it would begin. @param results of the steps until then */
    public RunState within(ChildRuns.Part one, JsonNode results) {
        var locals = JsonNodeFactory.instance.objectNode();
        part.locals().forEachEntry(locals::set);
        one.locals().forEachEntry(locals::set);
        return new RunState(runId, epoch, status, publication, workflowId, workflowName,
                document.within(step(), one.place()), 0, 0, false, trashed, triggerData, null, null, List.of(),
                Part.tried(locals, results));
    }

    /** @throws IllegalStateException where the run cannot become that */
    void demand(RunStatus next) {
        if (!status.canTransitionTo(next)) {
            throw new IllegalStateException("run " + runId + " is " + status + " and cannot be " + next);
        }
    }

    /** @throws IllegalStateException where the step that it is at cannot become that */
    void demand(StepStatus next) {
        if (begun != null && !begun.status.canTransitionTo(next)) {
            throw new IllegalStateException(
                    "a step of run " + runId + " is " + begun.status + " and cannot be " + next);
        }
    }

    /** What exactly the step that it is at is to do; null where no attempt has got so far. */
    @Nullable
    JsonNode prepared() {
        return begun == null ? null : begun.prepared;
    }

    /** Whether the step that it is at has succeeded, which was told when the run had been cancelled. */
    boolean hasSucceededLate() {
        return begun != null && begun.status == StepStatus.SUCCEEDED;
    }

    /** Whether the step that it is at has been handed over, and the run waits for what becomes of it. */
    boolean isDelegated() {
        return prepared() != null && begun != null
                && (begun.status == StepStatus.RUNNING || begun.status == StepStatus.RETRYING);
    }

    /** Whether an attempt at the step was begun whose outcome nobody has told: whoever made it stopped, or the run was cancelled meanwhile. */
    boolean isInDoubt() {
        return prepared() != null && begun != null && !begun.isKnown
                && (begun.status == StepStatus.RUNNING || begun.status == StepStatus.CANCELLED);
    }

    public boolean isThrough() {
        return stepIndex >= document.steps().size();
    }

    public Step step() {
        return document.steps().get(stepIndex);
    }
}
