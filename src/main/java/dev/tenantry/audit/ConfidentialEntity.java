package dev.tenantry.audit;

/** An entity that colleagues may not see, some of the time: then the trail tells which properties changed, and no values. */
public interface ConfidentialEntity {

    /** Whether it is so, or was until the change that is about to be written. */
    boolean isConfidential();
}
