package dev.tenantry.crm.task;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.shared.tenancy.TenantLocks;

/** What tasks have beside their fields, for those that are made together: in the transaction that makes them. */
@Component
public class TaskParts {

    public static final int MOST_ASSIGNEES = 20;
    public static final int MOST_BLOCKERS = 50;

    static final String DEPENDENCIES = "task dependencies";

    private final EntityManager entities;

    TaskParts(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether tasks take it as their recurrence. */
    public static boolean isRule(String recurrence) {
        try {
            TaskRecurrence.of(recurrence);
            return true;
        } catch (InvalidRecurrenceException _) {
            return false;
        }
    }

    /** @param users who are to do it, all of them members, the first one being the task's first assignee */
    public void assign(Long task, List<UUID> users) {
        users.stream().skip(1).forEach(user -> entities.persist(new TaskAssignee(task, user)));
    }

    /** @param blockers by the tasks that wait for them: tasks that nothing has waited for until now, and no circle */
    public void block(Map<Long, List<Long>> blockers) {
        if (!blockers.isEmpty()) {
            TenantLocks.take(entities, DEPENDENCIES);
            blockers.forEach((task, others) -> others
                    .forEach(other -> entities.persist(new TaskDependency(task, other))));
        }
    }

    /** Who does them beside their first assignees, by the tasks of the project. */
    public Map<Long, List<UUID>> further(Long project) {
        return entities
                .createQuery(
                        """
                select a.taskId, a.userId from TaskAssignee a join Task t on t.organizationId = a.organizationId and t.id = a.taskId
                where t.projectId = :project and t.deletedAt is null and t.repeatedAt is null order by a.createdAt, a.id""",
                        Object[].class)
                .setParameter("project", project)
                .getResultStream()
                .collect(Collectors.groupingBy(row -> (Long) row[0],
                        Collectors.mapping(row -> (UUID) row[1], Collectors.toList())));
    }
}
