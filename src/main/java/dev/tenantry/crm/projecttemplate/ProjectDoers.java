package dev.tenantry.crm.projecttemplate;

import java.util.List;
import java.util.UUID;

/** Who does a project's tasks, as a template says it: by what they are there rather than by name, where that tells the same. */
record ProjectDoers(String leader, List<TemplateMember> members) {

    TemplateAssignee of(UUID user) {
        if (user.toString().equals(leader)) {
            return TemplateAssignee.leader();
        }
        return members.stream()
                .filter(member -> member.memberId().equals(user))
                .map(TemplateMember::role)
                .filter(role -> role != null && isOneOf(role))
                .findFirst()
                .map(TemplateAssignee::as)
                .orElseGet(() -> TemplateAssignee.member(user));
    }

    private boolean isOneOf(String role) {
        return members.stream().filter(member -> role.equalsIgnoreCase(member.role())).count() == 1;
    }
}
