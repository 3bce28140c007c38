package dev.tenantry.automation.approval;

import java.util.Locale;

/** Whether a mailed link can be used, and why not. */
enum LinkState {

    OPEN, USED, DECIDED, WITHDRAWN, SUPERSEDED, EXPIRED;

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

    /** What a page calls the reason why it cannot be used: {@code used}. */
    String reason() {
        return name().toLowerCase(Locale.ROOT);
    }
}
