package dev.tenantry.automation.step;

import java.util.function.Consumer;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.definition.ValueFormatter;
import dev.tenantry.shared.record.TextUse;

/**
 * A step as a run comes to it.
 *
 * @param idempotencyKey the same for every attempt at this step of this run, and for no other
 * @param trigger        of the run's workflow: what it says of what paths lead to
 * @param scope          the values that its texts and conditions can name
 * @param formatter      how they stand in texts for people
 * @param name           does work in the name of the run: what it changes is the run's, and what it tells has its cause
 */
public record StepRun(
        long runId,
        Step step,
        Trigger trigger,
        String idempotencyKey,
        Scope scope,
        ValueFormatter formatter,
        Consumer<Runnable> name) {

    /** The tree as machines read it, its placeholders filled in, as far as the step takes that: see {@link Template}. */
    public JsonNode filled(JsonNode tree) {
        return Template.fill(tree, scope, step.missing());
    }

    /** The tree as people read it, likewise. @param uses what a text is for that stands under a name */
    public JsonNode filled(JsonNode tree, Function<String, TextUse> uses) {
        return Template.fill(tree, scope, step.missing(), formatter, uses);
    }

    /** The same, whose texts have values as others write them. */
    StepRun written(ValueFormatter other) {
        return new StepRun(runId, step, trigger, idempotencyKey, scope, other, name);
    }

    /** Adds to what a decision came to the instant by which it was made, where it asked for that. */
    ObjectNode tellNow(ObjectNode result) {
        var now = scope.askedNow();
        return now.isMissingNode() ? result : result.set(Scope.NOW, now);
    }

    /** Does work in the name of the run, where several runs do theirs in one transaction. */
    public void during(Runnable work) {
        name.accept(work);
    }
}
