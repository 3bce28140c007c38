package dev.tenantry.automation.approval;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.approval.MailedLinks.Standing;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;

/** What whoever has a mailed link sees and does: as the member that it was mailed to, and nothing else. */
@Component
class LinkAnswers {

    static final int LONGEST_COMMENT = 2_000;
    /** What refuses an answer that others came before. */
    private static final Set<ProblemType> MEANWHILE = Set.of(ProblemType.NOT_FOUND, ProblemType.CONFLICT);

    private final MailedLinks links;

    LinkAnswers(MailedLinks links) {
        this.links = links;
    }

    /** @throws ProblemException 404 where there is no such link */
    Standing find(ApprovalToken token) {
        return new TenantContext(token.organizationId(), null).call(() -> links.find(token))
                .orElseThrow(ProblemException::notFound);
    }

    /**
     * @return how it stood before the answer; open where the answer counts
     * @throws ProblemException 404 where there is no such link, 422 where the comment is too long
     */
    Standing answer(ApprovalToken token, boolean isApproved, @Nullable String comment) {
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw ProblemException.invalid("comment", "size",
                    "a comment has at most " + LONGEST_COMMENT + " characters");
        }
        var standing = find(token);
        if (standing.state() != LinkState.OPEN) {
            return standing;
        }
        try {
            new TenantContext(token.organizationId(), standing.memberId())
                    .run(() -> links.answer(token, standing.approvalId(), isApproved, comment));
            return standing;
        } catch (ProblemException refusal) {
            if (!MEANWHILE.contains(refusal.type())) {
                throw refusal;
            }
            var now = find(token);
            return now.state() == LinkState.OPEN
                    ? new Standing(now.approvalId(), now.memberId(), null, null, LinkState.DECIDED, now.locale())
                    : now;
        }
    }
}
