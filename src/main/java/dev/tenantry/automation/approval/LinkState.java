package dev.tenantry.automation.approval;

/** Whether a mailed link can be used, and why not. */
enum LinkState {

    OPEN(""),
    USED("You have answered this already."),
    CLOSED("This has been decided, or is asked no more."),
    SUPERSEDED("There is a newer mail that asks the same: use its link."),
    EXPIRED("The time for an answer is over.");

    private final String reason;

    LinkState(String reason) {
        this.reason = reason;
    }

    static LinkState of(boolean isUsed, boolean isClosed, boolean isSuperseded, boolean isExpired) {
        if (isUsed) {
            return USED;
        }
        if (isClosed) {
            return CLOSED;
        }
        return isSuperseded ? SUPERSEDED : isExpired ? EXPIRED : OPEN;
    }

    /** Why it cannot be used, for whoever has opened it; nothing where it can. */
    String reason() {
        return reason;
    }
}
