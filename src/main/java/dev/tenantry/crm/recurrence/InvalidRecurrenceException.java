package dev.tenantry.crm.recurrence;

import java.io.Serial;

/** A rule that is none, or that nobody could follow. The message says why. */
public final class InvalidRecurrenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidRecurrenceException(String message) {
        super(message);
    }
}
