package dev.tenantry.crm.task;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/** The tasks that one waits for, without those in the trash. */
@Component
class TaskBlockers {

    /** As many as a refusal names. */
    private static final int NAMED = 5;

    private final EntityManager entities;

    TaskBlockers(EntityManager entities) {
        this.entities = entities;
    }

    List<TaskBlockerResponse> of(Long id) {
        return entities.createQuery("""
                select b from TaskDependency d join Task b on b.organizationId = d.organizationId and b.id = d.blockerId
                where d.taskId = :task and b.deletedAt is null order by b.id""", Task.class)
                .setParameter("task", id)
                .getResultStream()
                .map(task -> new TaskBlockerResponse(task.getId(), task.getTitle(), task.getCompletedAt()))
                .toList();
    }

    /** @throws ProblemException 409 that names what is still to be done */
    void requireDone(Long id) {
        var open = of(id).stream().filter(blocker -> blocker.completedAt() == null).toList();
        if (!open.isEmpty()) {
            var names = open.stream()
                    .limit(NAMED)
                    .map(blocker -> blocker.blockerId() + " (" + blocker.title() + ")")
                    .collect(Collectors.joining(", "));
            throw ProblemException.conflict("the task waits for "
                    + (open.size() == 1 ? "task " : open.size() + " tasks, as ") + names
                    + ": complete what it waits for, or take that away from its blockers, first");
        }
    }

    /** @throws ProblemException 409 that names what is still to be done of it */
    void requirePartsDone(Long id) {
        var open = entities
                .createQuery(
                        """
                select t from Task t where t.parentId = :task and t.deletedAt is null and t.completedAt is null order by t.id""",
                        Task.class)
                .setParameter("task", id)
                .setMaxResults(NAMED + 1)
                .getResultList();
        if (!open.isEmpty()) {
            throw ProblemException.conflict("sub-tasks are still to be done: " + open.stream()
                    .limit(NAMED)
                    .map(task -> task.getId() + " (" + task.getTitle() + ")")
                    .collect(Collectors.joining(", ", "", open.size() > NAMED ? " and others" : ""))
                    + "; complete it with evenIfOpen=true where they stay open");
        }
    }
}
