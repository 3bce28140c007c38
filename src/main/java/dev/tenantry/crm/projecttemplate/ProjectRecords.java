package dev.tenantry.crm.projecttemplate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.project.ProjectTeam;
import dev.tenantry.crm.projecttemplate.MadeProjectResponse.Part;
import dev.tenantry.crm.projecttemplate.ProjectMaking.ProjectPlan;
import dev.tenantry.crm.task.TaskParts;
import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.StatedProperties;

/** The records that a project consists of, as they are made: as anybody makes such, with their events and their timelines. */
@Component
class ProjectRecords {

    private static final String PROJECT = "project";
    private static final String MILESTONE = "milestone";
    private static final String TASK = "task";

    private final PlannedRecords records;
    private final RecordPermissions permissions;
    private final ProjectTeam teams;
    private final TaskParts parts;

    ProjectRecords(PlannedRecords records, RecordPermissions permissions, ProjectTeam teams, TaskParts parts) {
        this.records = records;
        this.permissions = permissions;
        this.teams = teams;
        this.parts = parts;
    }

    /** @throws ProblemException 403 where whoever acts may not make what the template has */
    void demand(ProjectTemplateResponse template) {
        needed(template).forEach(permission -> {
            if (!ActingRights.may(permission)) {
                throw ProblemException.forbidden(permission);
            }
        });
    }

    /** What it takes to make a project of the template. */
    List<String> needed(ProjectTemplateResponse template) {
        var needed = new ArrayList<>(List.of(permissions.of(PROJECT, "create"), permissions.of(PROJECT, "read")));
        if (!template.milestones().isEmpty()) {
            needed.addAll(List.of(permissions.of(MILESTONE, "create"), permissions.of(MILESTONE, "read")));
        }
        if (!template.tasks().isEmpty()) {
            needed.addAll(List.of(permissions.of(TASK, "create"), permissions.of(TASK, "read")));
        }
        return needed;
    }

    MadeProjectResponse make(ProjectTemplateResponse template, ProjectPlan plan) {
        var project = records.create(PROJECT, project(template, plan));
        plan.team().forEach(member -> teams.add(project, member.memberId(), member.role()));
        var milestones = milestones(template, plan, project);
        var tasks = tasks(template, plan, project, milestones);
        return new MadeProjectResponse(project, plan.name(), plan.start(),
                template.milestones().stream().map(one -> part(one.ref(), milestones)).toList(),
                template.tasks().stream().map(one -> part(one.ref(), tasks)).toList(), unassigned(template, plan));
    }

    private static Part part(String key, Map<String, Long> made) {
        return new Part(key, Objects.requireNonNull(made.get(key)));
    }

    private static List<String> unassigned(ProjectTemplateResponse template, ProjectPlan plan) {
        return template.tasks()
                .stream()
                .filter(task -> !task.doers().isEmpty() && assignees(task, plan).isEmpty())
                .map(TemplateTask::ref)
                .toList();
    }

    private static List<UUID> assignees(TemplateTask task, ProjectPlan plan) {
        return plan.assignees().getOrDefault(task.ref(), List.of());
    }

    private static ObjectNode project(ProjectTemplateResponse template, ProjectPlan plan) {
        var last = ProjectMaking.dues(template)
                .map(due -> due.from(plan.start()))
                .max(LocalDate::compareTo)
                .filter(day -> !day.isBefore(plan.start()))
                .orElse(null);
        return StatedProperties.of("name", plan.name(), "description", template.description(), "userId", plan.leader(),
                "startsOn",
                plan.start(), "dueOn", last, "contactId", plan.about().contactId(), "companyId",
                plan.about().companyId(), "opportunityId", plan.about().opportunityId());
    }

    private Map<String, Long> milestones(ProjectTemplateResponse template, ProjectPlan plan, Long project) {
        var all = template.milestones();
        var ids = records.createAll(MILESTONE, all.stream()
                .map(one -> StatedProperties.of("projectId", project, "name", one.name(), "dueOn",
                        day(one.due(), plan)))
                .toList(), place -> "milestones[" + place + "]");
        var byKey = new HashMap<String, Long>();
        IntStream.range(0, all.size()).forEach(place -> byKey.put(all.get(place).ref(), ids.get(place)));
        return byKey;
    }

    /** Those above come first. */
    private Map<String, Long> tasks(ProjectTemplateResponse template, ProjectPlan plan, Long project,
            Map<String, Long> milestones) {
        var byKey = new HashMap<String, Long>();
        for (var level : new TemplateParts(template.milestones(), template.tasks()).levels()) {
            var ids = records.createAll(TASK,
                    level.stream().map(task -> task(task, plan, project, milestones, byKey)).toList(),
                    place -> "tasks[" + template.tasks().indexOf(level.get(place)) + "]");
            IntStream.range(0, level.size()).forEach(place -> byKey.put(level.get(place).ref(), ids.get(place)));
        }
        template.tasks().forEach(task -> parts.assign(id(byKey, task.ref()), assignees(task, plan)));
        var blockers = new HashMap<Long, List<Long>>();
        template.tasks()
                .stream()
                .filter(task -> !task.blockers().isEmpty())
                .forEach(task -> blockers.put(id(byKey, task.ref()),
                        task.blockers().stream().map(key -> id(byKey, key)).toList()));
        parts.block(blockers);
        return byKey;
    }

    private static Long id(Map<String, Long> made, String key) {
        return Objects.requireNonNull(made.get(key));
    }

    private static ObjectNode task(TemplateTask task, ProjectPlan plan, Long project, Map<String, Long> milestones,
            Map<String, Long> tasks) {
        var assignees = assignees(task, plan);
        var due = day(task.due(), plan);
        return StatedProperties.of("title", task.title(), "description", task.description(), "priority",
                task.priority(), "dueOn",
                due, "dueZone", due == null ? null : plan.zone().getId(), "recurrence", task.recurrence(),
                "assigneeId", assignees.isEmpty() ? null : assignees.getFirst(), "contactId", plan.about().contactId(),
                "companyId", plan.about().companyId(), "opportunityId", plan.about().opportunityId(), "projectId",
                project, "milestoneId", task.milestone() == null ? null : milestones.get(task.milestone()), "parentId",
                task.parent() == null ? null : tasks.get(task.parent()));
    }

    private static @Nullable LocalDate day(@Nullable TemplateOffset due, ProjectPlan plan) {
        return due == null ? null : due.from(plan.start());
    }
}
