package dev.tenantry.automation.run.step;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.run.step.ExternalSteps.Intent;

/** What a transaction at a step has come to: whether the run goes on right away, and what is to be done outside before. */
record Progress(boolean goesOn, @Nullable Intent intent) {

    static final Progress ON = new Progress(true, null);
    static final Progress STOP = new Progress(false, null);

    static Progress of(boolean goesOn) {
        return goesOn ? ON : STOP;
    }
}
