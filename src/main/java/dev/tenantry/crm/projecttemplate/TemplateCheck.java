package dev.tenantry.crm.projecttemplate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.MemberDirectory;

/** What a template has to keep beyond its fields: its parts name each other, and members that there are. */
@Component
class TemplateCheck {

    private final MemberDirectory members;

    TemplateCheck(MemberDirectory members) {
        this.members = members;
    }

    /** @param present as it is now; null where it is new. @throws ProblemException 422 that names each fault's field */
    void check(ProjectTemplateRequest request, @Nullable ProjectTemplate present) {
        var faults = new ArrayList<FieldError>();
        addFault("projectName", request.projectName(), faults);
        addFault("description", request.description(), faults);
        var milestones = milestones(request);
        for (var index = 0; index < milestones.size(); index++) {
            addFault("milestones[" + index + "].name", milestones.get(index).name(), faults);
        }
        var tasks = tasks(request);
        for (var index = 0; index < tasks.size(); index++) {
            addFault("tasks[" + index + "].title", tasks.get(index).title(), faults);
            addFault("tasks[" + index + "].description", tasks.get(index).description(), faults);
        }
        faults.addAll(new TemplateParts(milestones, tasks).faults());
        addUnknown(request, present, faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults.stream().limit(ProblemException.MAX_ERRORS).toList());
        }
    }

    private static void addFault(String field, @Nullable String text, List<FieldError> faults) {
        var fault = TemplateTexts.fault(text);
        if (fault != null) {
            faults.add(new FieldError(field, "invalid-template", fault));
        }
    }

    private static List<TemplateMilestone> milestones(ProjectTemplateRequest request) {
        return Objects.requireNonNullElse(request.milestones(), List.of());
    }

    private static List<TemplateTask> tasks(ProjectTemplateRequest request) {
        return Objects.requireNonNullElse(request.tasks(), List.of());
    }

    /** Who has been named stays so when they leave: a change of something else is not refused for it. */
    private void addUnknown(ProjectTemplateRequest request, @Nullable ProjectTemplate present,
            List<FieldError> faults) {
        var known = present == null ? new HashSet<UUID>() : named(present);
        var working = Objects.requireNonNullElse(request.members(), List.<TemplateMember>of());
        var seen = new HashSet<UUID>();
        for (var index = 0; index < working.size(); index++) {
            var member = working.get(index).memberId();
            addUnknown("members[" + index + "].memberId", member, known, faults);
            if (!seen.add(member)) {
                faults.add(new FieldError("members[" + index + "].memberId", "duplicate", "the member is named twice"));
            }
        }
        var tasks = tasks(request);
        for (var index = 0; index < tasks.size(); index++) {
            var doers = tasks.get(index).doers();
            for (var place = 0; place < doers.size(); place++) {
                var member = doers.get(place).memberId();
                if (member != null) {
                    addUnknown("tasks[" + index + "].assignees[" + place + "].memberId", member, known, faults);
                }
            }
        }
    }

    private void addUnknown(String field, UUID member, Set<UUID> known, List<FieldError> faults) {
        if (known.contains(member)) {
            return;
        }
        if (members.keep(member)) {
            known.add(member);
        } else if (faults.size() < ProblemException.MAX_ERRORS) {
            faults.add(new FieldError(field, "unknown-reference", "there is no such member"));
        }
    }

    private static Set<UUID> named(ProjectTemplate template) {
        return Stream.concat(template.getMembers().stream().map(TemplateMember::memberId),
                template.getTasks()
                        .stream()
                        .flatMap(task -> task.doers().stream())
                        .map(TemplateAssignee::memberId)
                        .filter(Objects::nonNull))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
