package dev.tenantry.automation.run.step;

import dev.tenantry.automation.run.Claim;
import dev.tenantry.automation.run.start.FirstSteps.Begun;

/** A run that is about to begin, and not written yet. @param of what asks for it */
record BegunRun(Begun of, Claim claim, RunState state) {}
