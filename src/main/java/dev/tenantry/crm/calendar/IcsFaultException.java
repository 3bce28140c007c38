package dev.tenantry.crm.calendar;

import java.io.Serial;

/** An iCalendar file, or a part of it, that cannot be read. The message says why. */
final class IcsFaultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    IcsFaultException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** From 1 on. */
    int line() {
        return line;
    }
}
