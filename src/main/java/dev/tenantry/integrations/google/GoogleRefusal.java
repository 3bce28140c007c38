package dev.tenantry.integrations.google;

/** Google gives no token. */
final class GoogleRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private final String error;
    private final boolean permanent;

    /** @param error Google's word for it, {@code invalid_grant}; empty where there is no answer */
    GoogleRefusal(String error, String message, boolean permanent) {
        super(message);
        this.error = error;
        this.permanent = permanent;
    }

    /** Whether the consent, or the code for one, is not taken any more. */
    boolean isOfTheGrant() {
        return error.equals("invalid_grant");
    }

    /** Whether it would be refused again. */
    boolean isPermanent() {
        return permanent;
    }
}
