package dev.tenantry.crm.task;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;

/** Open tasks of which the caller is an assignee, the first or another one, but those of projects that are not worked on. */
@Component
class TaskDay implements DaySource {

    private final EntityManager entities;

    TaskDay(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<DayItem> due(Day day) {
        if (!day.may("tasks:read")) {
            return List.of();
        }
        return entities.createQuery("""
                select t from Task t where t.deletedAt is null and t.completedAt is null and t.dueAt < :end
                and (t.assigneeId = :member or exists (
                    select a.id from TaskAssignee a
                    where a.organizationId = t.organizationId and a.taskId = t.id and a.userId = :member))
                and (t.projectId is null or exists (
                    select p.id from Project p
                    where p.organizationId = t.organizationId and p.id = t.projectId and p.deletedAt is null and str(p.status) = 'active'))
                order by t.dueAt, t.id""", Task.class)
                .setParameter("end", day.end())
                .setParameter("member", day.member())
                .setMaxResults(day.most())
                .getResultStream()
                .map(task -> item(task, day))
                .toList();
    }

    private static DayItem item(Task task, Day day) {
        var dueAt = Objects.requireNonNull(task.getDueAt());
        return new DayItem("task", task.getId().toString(), task.getTitle(), dueAt, task.getDueOn(),
                dueAt.isBefore(day.now()));
    }
}
