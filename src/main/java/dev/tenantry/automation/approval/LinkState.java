package dev.tenantry.automation.approval;

/** Whether a mailed link can be used, and why not. */
enum LinkState {

    OPEN(""),
    USED("You have answered this already."),
    DECIDED("This has been decided by others."),
    WITHDRAWN("This is asked no more."),
    SUPERSEDED("There is a newer mail that asks the same: use its link."),
    EXPIRED("The time for an answer is over.");

    private final String reason;

    LinkState(String reason) {
        this.reason = reason;
    }

    /** @param isExpired whether the time for an answer is over, be it that the step has decided because of that */
    static LinkState of(boolean isUsed, ApprovalStatus status, boolean isSuperseded, boolean isExpired) {
        if (isUsed) {
            return USED;
        }
        return switch (status) {
            case APPROVED, REJECTED -> isExpired ? EXPIRED : DECIDED;
            case WITHDRAWN -> WITHDRAWN;
            case PENDING -> isSuperseded ? SUPERSEDED : isExpired ? EXPIRED : OPEN;
        };
    }

    /** Why it cannot be used, for whoever has opened it; nothing where it can. */
    String reason() {
        return reason;
    }
}
