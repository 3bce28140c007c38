package dev.tenantry.metering.counter;

import org.springframework.dao.TransientDataAccessResourceException;

/** The database cannot be reached, or could not be a moment ago. */
public final class CountersUnavailableException extends TransientDataAccessResourceException {

    private static final long serialVersionUID = 1L;
    private static final String MESSAGE = "the counters cannot be reached";

    CountersUnavailableException() {
        super(MESSAGE);
    }

    CountersUnavailableException(Throwable cause) {
        super(MESSAGE, cause);
    }
}
