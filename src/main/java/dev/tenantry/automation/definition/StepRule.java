package dev.tenantry.automation.definition;

/** What a type of steps demands of their config beyond the schema. */
public interface StepRule {

    StepType type();

    /** @param faults stands at the step's config */
    void check(Step step, Faults faults);
}
