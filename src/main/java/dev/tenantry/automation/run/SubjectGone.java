package dev.tenantry.automation.run;

/**
 * A record that a step has read is being deleted for good, or was meanwhile. What was made of it must not be written down: whoever
 * deletes it has looked for that already.
 */
public final class SubjectGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SubjectGone() {
        super("a record that the step has read is being deleted", null, false, false);
    }
}
