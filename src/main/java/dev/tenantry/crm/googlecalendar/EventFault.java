package dev.tenantry.crm.googlecalendar;

/** An event cannot be as the other side has it. */
final class EventFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    EventFault(String reason) {
        super(reason, null, false, false);
    }
}
