package dev.tenantry.automation.run.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;

/**
 * What a run would do. Nothing of it has been done.
 *
 * @param version    absent where it is the draft
 * @param starts     whether the trigger's filter holds; the steps are told anyway
 * @param reason     why it does not hold; absent where it does
 * @param objection  why a run could do nothing, though: what whoever published the workflow lacks; absent where there is nothing
 * @param outcome    how it would end
 * @param error      why it would fail
 * @param endsAt     when it would be through, if it started now and every step took no time
 * @param steps      those that it would come to, in order
 * @param notReached the ids of the others
 * @param warnings   what a run would fail of as things stand, though its steps are told as if they succeeded: of the trigger and
 *                   the steps that it would come to, each at what names it in the document, as far as the caller may know; of
 *                   another workflow that a step would carry out likewise, behind that step's place, {@code call.steps[0].config}
 */
record DryRunResponse(
        UUID workflowId,
        @Nullable Integer version,
        boolean starts,
        @Nullable String reason,
        @Nullable String objection,
        Outcome outcome,
        @Nullable String error,
        Instant endsAt,
        JsonNode triggerData,
        List<DryStep> steps,
        List<String> notReached,
        List<FieldError> warnings) {

    /** How a run would end. */
    enum Outcome {

        SUCCEEDED, FAILED;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A step that a run would come to.
     *
     * @param path       of a step within another one, the item or branch that it is tried for, {@code each.0}; of another workflow's, the step
     *                   that carries that out, {@code call}
     * @param workflowId whose step it is: the workflow's, or that of one that it would carry out
     * @param evaluated  whether it was carried out, because it only decides or remembers; what acts was not
     * @param stepConfig as it would be carried out, its texts filled in; absent where they could not be
     * @param unresolved what the step names that nothing is known of: its placeholders, and the fields that it decides by
     * @param waitsUntil when a pause would be over
     * @param result     what it came to, what the request says that it does, or what another workflow that it carries out answers
     * @param omitted    of a step that has others within, how many items or branches were not tried to their end: the first five items are, and none
     *                   beyond 1,000 steps; 1 of one that carries out another workflow, likewise; absent where all were
     * @param next       the id of the step that follows; absent at the end
     */
    record DryStep(
            @Nullable String path,
            UUID workflowId,
            int stepIndex,
            String stepId,
            String stepType,
            @Nullable String name,
            boolean evaluated,
            @Nullable JsonNode stepConfig,
            Set<String> unresolved,
            @Nullable Instant waitsUntil,
            @Nullable JsonNode result,
            @Nullable String next,
            @Nullable String error,
            @Nullable Integer omitted) {

        /** Of one that has parts. @param untried how many of them were not @param answered its result @param failure why it fails for those that were */
        DryStep begun(int untried, @Nullable JsonNode answered, @Nullable String failure) {
            return new DryStep(path, workflowId, stepIndex, stepId, stepType, name, evaluated, stepConfig, unresolved,
                    waitsUntil, answered, failure == null ? next : null, failure, untried == 0 ? null : untried);
        }
    }
}
