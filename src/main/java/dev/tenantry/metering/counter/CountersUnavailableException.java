package dev.tenantry.metering.counter;

import org.springframework.dao.TransientDataAccessResourceException;

/** The database did not answer a moment ago. */
final class CountersUnavailableException extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;

    CountersUnavailableException() {
        super("the counters cannot be reached");
    }
}
