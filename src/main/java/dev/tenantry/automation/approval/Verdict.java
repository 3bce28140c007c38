package dev.tenantry.automation.approval;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.approval.Approvals.Answer;

/** What the answers so far come to. */
enum Verdict {

    APPROVED(ApprovalStatus.APPROVED), REJECTED(ApprovalStatus.REJECTED);

    private final String value;

    Verdict(ApprovalStatus status) {
        this.value = status.toString();
    }

    static @Nullable Verdict ofNullable(@Nullable String value) {
        return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** @return null as long as it is open */
    static @Nullable Verdict of(String policy, List<Answer> answers) {
        var given = answers.stream().map(Answer::isApproved).filter(one -> one != null).toList();
        if (given.isEmpty()) {
            return null;
        }
        if (policy.equals("any")) {
            return Boolean.TRUE.equals(given.getFirst()) ? APPROVED : REJECTED;
        }
        if (given.contains(Boolean.FALSE)) {
            return REJECTED;
        }
        return given.size() == answers.size() ? APPROVED : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
