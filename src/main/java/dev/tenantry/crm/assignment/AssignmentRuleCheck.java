package dev.tenantry.crm.assignment;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.MemberDirectory;

/** Whether a rule can be asked: by the list of its records, and of members that there are. */
@Component
class AssignmentRuleCheck {

    private final AssignableRecords records;
    private final MemberDirectory members;

    AssignmentRuleCheck(AssignableRecords records, MemberDirectory members) {
        this.records = records;
        this.members = members;
    }

    /** @param present who is in the rule already, member or not by now. @throws ProblemException 422 that names the field */
    void check(AssignmentRuleRequest request, List<RuleMember> present) {
        if (!records.types().contains(request.type())) {
            throw ProblemException.invalid("type", "unknown",
                    "records of these kinds are given to members: " + String.join(", ", records.types()));
        }
        if (request.filter() != null) {
            checkFilter(request.type(), request.filter());
        }
        var stated = Objects.requireNonNullElse(request.members(), List.<RuleMember>of());
        members.check("members[{}].memberId", stated.stream().map(RuleMember::memberId).toList(),
                present.stream().map(RuleMember::memberId).collect(Collectors.toSet()));
    }

    private void checkFilter(String type, String filter) {
        try {
            records.of(type).check(ListRequest.of(Filter.of(filter), null));
        } catch (ProblemException refusal) {
            throw ProblemException.invalid("filter", refusal.type().code(), refusal.errors()
                    .stream()
                    .map(FieldError::sentence)
                    .findFirst()
                    .orElse(refusal.detail()));
        }
    }
}
