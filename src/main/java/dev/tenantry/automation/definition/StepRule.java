package dev.tenantry.automation.definition;

import java.util.Set;

/** What a type of steps demands of their config beyond the schema, and of whoever authors them. */
public interface StepRule {

    StepType type();

    /** @param faults stands at the step's config */
    void check(Step step, Faults faults);

    /** What the step itself does, as permissions: {@code contacts:update}. */
    Set<String> permissions(Step step);

    /** Where the paths begin that the step reads: those of its texts, and others that it reads besides. */
    default Set<String> reads(Step step) {
        return Template.roots(step.config());
    }
}
