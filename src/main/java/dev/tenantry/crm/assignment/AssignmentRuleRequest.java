package dev.tenantry.crm.assignment;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * Which records are given to whom.
 *
 * @param type      the kind of records: lead, contact or opportunity
 * @param position  rules are asked in this order, the first that fits and has somebody left gives; absent: 1
 * @param filter    which records it is for, as their list takes it; absent: for all
 * @param members   who take turns, in this order
 * @param teamId    whose active members take turns behind these
 * @param openLimit who has so many open ones of the kind gets no more; absent: no limit
 * @param active    absent: true
 * @param externalId the rule's key in another system, unique in the organization
 */
record AssignmentRuleRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 50) String type,
        @Min(1) @Max(1000) @Nullable Integer position,
        @Compared @Size(max = 2000) @Nullable String filter,
        @Nullable Long teamId,
        @Size(max = AssignmentRuleRequest.MOST) @Nullable List<@Valid @NotNull RuleMember> members,
        @Min(1) @Max(100_000) @Nullable Integer openLimit,
        @Nullable Boolean active,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    static final int MOST = 100;

    @FieldRule(field = "members", code = "duplicate", message = "members must name each member once")
    boolean isEachOnce() {
        return members == null || members.stream()
                .map(member -> member == null ? null : member.memberId())
                .distinct()
                .count() == members.size();
    }
}
