package dev.tenantry.crm.projecttemplate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.task.TaskParts;
import dev.tenantry.crm.task.TaskPriority;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;

/** What a project has, as far as a template may have it. */
@Component
class ProjectContent {

    private final EntityManager entities;
    private final TaskParts parts;
    private final Localizations localizations;

    ProjectContent(EntityManager entities, TaskParts parts, Localizations localizations) {
        this.entities = entities;
        this.parts = parts;
        this.localizations = localizations;
    }

    /** @param key by which a template is to name it */
    record PresentMilestone(String key, Long id, String name, @Nullable LocalDate dueOn) {}

    /** Likewise. @param due the day, where it is due */
    record PresentTask(
            String key,
            Long id,
            String title,
            @Nullable String description,
            TaskPriority priority,
            @Nullable LocalDate due,
            @Nullable String recurrence,
            List<UUID> assignees,
            @Nullable Long milestoneId,
            @Nullable Long parentId,
            List<Long> blockers) {}

    private record TaskRow(
            Long id,
            String title,
            @Nullable String description,
            TaskPriority priority,
            @Nullable Instant dueAt,
            @Nullable LocalDate dueOn,
            @Nullable String dueZone,
            @Nullable String recurrence,
            @Nullable UUID assigneeId,
            @Nullable Long milestoneId,
            @Nullable Long parentId) {}

    /** @throws ProblemException 409 where there are too many */
    List<TemplateMember> members(Long project) {
        var members = entities.createQuery(
                "select m.userId, m.role from ProjectMember m where m.projectId = :project order by m.createdAt, m.id",
                Object[].class)
                .setParameter("project", project)
                .setMaxResults(ProjectTemplateRequest.MOST_MEMBERS + 1)
                .getResultList();
        refuseMany("members", members, ProjectTemplateRequest.MOST_MEMBERS);
        return members.stream().map(row -> new TemplateMember((UUID) row[0], (String) row[1])).toList();
    }

    /** Likewise, those in the trash left out. */
    List<PresentMilestone> milestones(Long project) {
        var found = entities.createQuery("""
                select m.id, m.name, m.dueOn from Milestone m
                where m.projectId = :project and m.deletedAt is null order by m.dueOn nulls last, m.id""",
                Object[].class)
                .setParameter("project", project)
                .setMaxResults(ProjectTemplateRequest.MOST_MILESTONES + 1)
                .getResultList();
        refuseMany("milestones", found, ProjectTemplateRequest.MOST_MILESTONES);
        return IntStream.range(0, found.size())
                .mapToObj(index -> new PresentMilestone("milestone-" + (index + 1), (Long) found.get(index)[0],
                        (String) found.get(index)[1], (LocalDate) found.get(index)[2]))
                .toList();
    }

    /** Likewise; of those that come again the last one. */
    List<PresentTask> tasks(Long project) {
        var found = entities.createQuery("""
                select t.id, t.title, t.description, t.priority, t.dueAt, t.dueOn, t.dueZone, t.recurrence, t.assigneeId,
                    t.milestoneId, t.parentId from Task t
                where t.projectId = :project and t.deletedAt is null and t.repeatedAt is null
                order by t.dueAt nulls last, t.id""", TaskRow.class)
                .setParameter("project", project)
                .setMaxResults(ProjectTemplateRequest.MOST_TASKS + 1)
                .getResultList();
        refuseMany("tasks", found, ProjectTemplateRequest.MOST_TASKS);
        var blockers = entities.createQuery("""
                select d.taskId, d.blockerId from TaskDependency d
                    join Task t on t.organizationId = d.organizationId and t.id = d.taskId
                where t.projectId = :project order by d.id""", Object[].class)
                .setParameter("project", project)
                .getResultStream()
                .collect(Collectors.groupingBy(row -> (Long) row[0],
                        Collectors.mapping(row -> (Long) row[1], Collectors.toList())));
        var further = parts.further(project);
        var own = localizations.current().zone();
        return IntStream.range(0, found.size())
                .mapToObj(index -> task("task-" + (index + 1), found.get(index), own,
                        further.getOrDefault(found.get(index).id, List.of()),
                        blockers.getOrDefault(found.get(index).id, List.of())))
                .toList();
    }

    private static PresentTask task(String key, TaskRow row, ZoneId own, List<UUID> further, List<Long> blockers) {
        var assignees = new ArrayList<UUID>();
        if (row.assigneeId != null) {
            assignees.add(row.assigneeId);
            further.stream().filter(user -> !user.equals(row.assigneeId)).forEach(assignees::add);
        }
        return new PresentTask(key, row.id, row.title, row.description, row.priority, due(row, own), row.recurrence,
                assignees, row.milestoneId, row.parentId, blockers);
    }

    private static @Nullable LocalDate due(TaskRow row, ZoneId own) {
        if (row.dueOn != null || row.dueAt == null) {
            return row.dueOn;
        }
        return LocalDate.ofInstant(row.dueAt, Zones.named(row.dueZone == null ? own : ZoneId.of(row.dueZone)));
    }

    private static void refuseMany(String what, List<?> found, int most) {
        if (found.size() > most) {
            throw ProblemException
                    .conflict("a template has at most " + most + " " + what + ", and the project has more");
        }
    }
}
