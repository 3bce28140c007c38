package dev.tenantry.crm.task;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantLocks;

/** What tasks have beside their fields, for those that are made together: in the transaction that makes them. */
@Component
public class TaskParts {

    static final String DEPENDENCIES = "task dependencies";

    private final EntityManager entities;

    TaskParts(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether tasks take it as their recurrence. */
    public static boolean isRule(String recurrence) {
        return Recurrence.parse(recurrence).isPresent();
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

    /** Who does it beside its first assignee. */
    public List<UUID> further(Long task) {
        return entities
                .createQuery("select a.userId from TaskAssignee a where a.taskId = :task order by a.createdAt, a.id",
                        UUID.class)
                .setParameter("task", task)
                .getResultList();
    }
}
