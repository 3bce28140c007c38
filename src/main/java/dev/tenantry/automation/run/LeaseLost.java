package dev.tenantry.automation.run;

/** Somebody else has claimed the run, or it was cancelled: whatever this holder was about to write is not to be. */
public final class LeaseLost extends RuntimeException {

    public LeaseLost(Claim claim) {
        super("run " + claim.runId() + " is no longer held by epoch " + claim.epoch(), null, false, false);
    }
}
