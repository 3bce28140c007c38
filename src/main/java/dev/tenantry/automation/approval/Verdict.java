package dev.tenantry.automation.approval;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.approval.Approvals.Answer;

/** What the answers so far come to. */
enum Verdict {

    APPROVED, REJECTED;

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
}
