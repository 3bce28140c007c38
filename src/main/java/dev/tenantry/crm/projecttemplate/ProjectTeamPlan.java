package dev.tenantry.crm.projecttemplate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.tenancy.MemberDirectory;

/** Who works on a project that is made, and who does which of its tasks. */
@Component
class ProjectTeamPlan {

    private static final int MOST_ASSIGNEES = 20;

    private final MemberDirectory members;
    private final Folding folding;

    ProjectTeamPlan(MemberDirectory members, Folding folding) {
        this.members = members;
        this.folding = folding;
    }

    /**
     * Those whom the request names, else those of the template who are members still.
     *
     * @throws ProblemException 422 where the request names somebody who is none, or twice
     */
    List<TemplateMember> team(ProjectTemplateResponse template, ProjectFromTemplateRequest request) {
        if (request.members() == null) {
            return template.members().stream().filter(member -> members.keep(member.memberId())).toList();
        }
        var seen = new LinkedHashSet<UUID>();
        for (var index = 0; index < request.members().size(); index++) {
            var member = request.members().get(index).memberId();
            var field = "members[" + index + "].memberId";
            if (!members.keep(member)) {
                throw ProblemException.invalid(field, "unknown-reference", "there is no such member");
            }
            if (!seen.add(member)) {
                throw ProblemException.invalid(field, "duplicate", "the member is named twice");
            }
        }
        return request.members();
    }

    /**
     * By the tasks' keys, in their order; empty where there is nobody.
     *
     * @param leader    of the project
     * @param dealOwner of the deal that begot it
     * @throws ProblemException 422 where a task would have more than tasks have
     */
    Map<String, List<UUID>> assignees(List<TemplateTask> tasks, List<TemplateMember> team, @Nullable UUID leader,
            @Nullable UUID dealOwner) {
        var byRole = byRole(tasks, team);
        // They have been kept already, and stay until the transaction ends.
        var present = new HashMap<UUID, Boolean>();
        team.forEach(member -> present.put(member.memberId(), true));
        var assignees = new HashMap<String, List<UUID>>();
        for (var task : tasks) {
            var doers = new LinkedHashSet<UUID>();
            for (var doer : task.doers()) {
                if (doer.memberId() != null) {
                    doers.add(doer.memberId());
                } else if (doer.role() != null) {
                    doers.addAll(byRole.getOrDefault(doer.role(), List.of()));
                } else {
                    add(doers, doer.ownerOf() == TemplateAssignee.Owned.PROJECT ? leader : dealOwner);
                }
            }
            doers.removeIf(doer -> !present.computeIfAbsent(doer, members::keep));
            refuseCrowd(task, doers.size());
            assignees.put(task.ref(), List.copyOf(doers));
        }
        return assignees;
    }

    private static void add(LinkedHashSet<UUID> doers, @Nullable UUID doer) {
        if (doer != null) {
            doers.add(doer);
        }
    }

    /** Roles are compared as names are. @return by the role as tasks write it */
    private Map<String, List<UUID>> byRole(List<TemplateTask> tasks, List<TemplateMember> team) {
        var wanted = tasks.stream()
                .flatMap(task -> task.doers().stream())
                .map(TemplateAssignee::role)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var roles = new ArrayList<>(wanted);
        team.stream().map(TemplateMember::role).filter(Objects::nonNull).forEach(roles::add);
        var folded = folding.of(roles);
        var byRole = new HashMap<String, List<UUID>>();
        wanted.forEach(role -> byRole.put(role, team.stream()
                .filter(member -> member.role() != null
                        && Objects.equals(folded.get(member.role()), folded.get(role)))
                .map(TemplateMember::memberId)
                .toList()));
        return byRole;
    }

    private static void refuseCrowd(TemplateTask task, int number) {
        if (number > MOST_ASSIGNEES) {
            throw ProblemException.invalid("members", "too-many", "the task " + task.ref() + " would have " + number
                    + " assignees, and a task has at most " + MOST_ASSIGNEES);
        }
    }
}
