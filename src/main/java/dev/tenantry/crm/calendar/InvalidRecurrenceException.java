package dev.tenantry.crm.calendar;

import java.io.Serial;

/** A rule that is none, or that nobody could follow. The message says why. */
final class InvalidRecurrenceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidRecurrenceException(String message) {
        super(message);
    }
}
