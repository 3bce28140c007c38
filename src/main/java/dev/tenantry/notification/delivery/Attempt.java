package dev.tenantry.notification.delivery;

import java.time.Duration;

import dev.tenantry.shared.work.Lease;

/** Something that this instance may send, until somebody else claims it. */
public interface Attempt extends Lease {

    /** How often it has been tried, this time included. */
    int attempts();

    int maxAttempts();

    /** How long after the first failure it is tried again; twice as long after each further one. */
    Duration retryAfter();
}
