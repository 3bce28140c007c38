package dev.tenantry.shared.limit;

/** What waits until there is room under a quota. A component that is one is found at start. */
public interface WaitingWork {

    /** Quotas have changed: whatever waits for one asks again now, what has waited longest first. On every instance, behind what it knows of them. */
    void askAgain();
}
