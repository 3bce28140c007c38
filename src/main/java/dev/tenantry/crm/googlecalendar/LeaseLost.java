package dev.tenantry.crm.googlecalendar;

/** Another instance looks at the calendar by now. */
final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeaseLost() {
        super(null, null, false, false);
    }
}
